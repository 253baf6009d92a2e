// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.schema.EventType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events from a CSV text with a header, one per record.
 *
 * <p>An empty cell of a property is a missing property. A line is bad, and left to {@link
 * BadLines}, if its fields are not as many as the header's, if the quoting is broken, if the
 * identifier or the event type is blank, or if a time or a value is not what it should be. Confined
 * to one thread.
 */
public final class CsvEvents {

  /** More types than this in one column is a column of something else. */
  public static final int EVENT_TYPES_MAX = 1_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What decoders put in place of bytes that are no characters. */
  private static final char REPLACEMENT = '\uFFFD';

  private final EventColumns columns;
  private final BadLines badLines;
  private final Map<String, EventType> eventTypes = new HashMap<>();

  public CsvEvents(EventColumns columns, BadLines badLines) {
    this.columns = columns;
    this.badLines = badLines;
  }

  /**
   * Hands every event of {@code text} to {@code sink}, in the order of the text.
   *
   * @throws MissingColumnException if the header lacks a column
   * @throws DataException if there is no header, or a bad line is fatal
   */
  public void read(Reader text, Consumer<EventOfType> sink) throws IOException {
    CsvRecords records = new CsvRecords(withoutByteOrderMark(text));
    try {
      Layout layout = new Layout(columns, header(records));
      while (true) {
        try {
          CsvRecord found = records.next();
          if (found == null) {
            return;
          }
          sink.accept(event(found, layout));
        } catch (MalformedLineException e) {
          badLines.add(records.line(), e.reason());
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException("reading failed after line " + records.line(), e.getCause());
    }
  }

  /**
   * One event and its type.
   *
   * @param type with the properties that the columns tell
   * @param event the event
   */
  public record EventOfType(EventType type, Event event) {}

  private static Reader withoutByteOrderMark(Reader text) throws IOException {
    BufferedReader buffered = new BufferedReader(text);
    buffered.mark(1);
    if (buffered.read() != BYTE_ORDER_MARK) {
      buffered.reset();
    }
    return buffered;
  }

  private static List<String> header(CsvRecords records) throws IOException {
    try {
      CsvRecord header = records.next();
      if (header == null) {
        throw new DataException("the file is empty: there is no header line");
      }
      return header.getFields();
    } catch (MalformedLineException e) {
      throw new DataException("line " + records.line() + ": the header is broken: " + e.reason());
    }
  }

  private EventOfType event(CsvRecord cells, Layout layout) throws MalformedLineException {
    if (cells.getFieldCount() != layout.fieldCount) {
      throw new MalformedLineException(
          "expected " + layout.fieldCount + " fields, found " + cells.getFieldCount());
    }
    ProfileId id = profileId(cell(cells, layout.id, columns.id()));
    long millis = millis(cell(cells, layout.time, columns.time()));
    EventType type = eventType(cells, layout.type);
    Event event = eventAt(id, type, millis);
    for (int i = 0; i < layout.properties.length; i++) {
      PropertyColumn column = columns.properties().get(i);
      String text = cell(cells, layout.properties[i], column.column());
      if (!text.isEmpty()) {
        event.with(column.property().name(), column.value(text));
      }
    }
    return new EventOfType(type, event);
  }

  private static String cell(CsvRecord cells, int index, String column)
      throws MalformedLineException {
    String text = cells.getField(index);
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new MalformedLineException("column '" + column + "' has bytes that are not UTF-8");
    }
    return text;
  }

  private ProfileId profileId(String text) throws MalformedLineException {
    if (text.isBlank()) {
      throw new MalformedLineException(
          "column '" + columns.id() + "' is blank: whose event is it?");
    }
    try {
      return ProfileId.of(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedLineException("column '" + columns.id() + "': " + e.getMessage());
    }
  }

  private long millis(String text) throws MalformedLineException {
    try {
      return columns.times().parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedLineException(
          "column '" + columns.time() + "' should be a time, found \"" + shortened(text) + "\"");
    }
  }

  private static Event eventAt(ProfileId id, EventType type, long millis)
      throws MalformedLineException {
    try {
      return Event.of(id, type, millis);
    } catch (IllegalArgumentException e) {
      throw new MalformedLineException(String.valueOf(e.getMessage()));
    }
  }

  private EventType eventType(CsvRecord cells, int index) throws MalformedLineException {
    String fixed = columns.fixedType();
    String name = fixed != null ? fixed : cell(cells, index, String.valueOf(columns.type()));
    @Nullable EventType known = eventTypes.get(name);
    if (known != null) {
      return known;
    }
    if (eventTypes.size() == EVENT_TYPES_MAX) {
      throw new DataException(
          "column '"
              + columns.type()
              + "' has more than "
              + EVENT_TYPES_MAX
              + " different values: is it the event type?");
    }
    try {
      EventType type = EventType.of(name, columns.eventProperties());
      eventTypes.put(name, type);
      return type;
    } catch (IllegalArgumentException e) {
      throw new MalformedLineException("column '" + columns.type() + "': " + e.getMessage());
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  /** Where each column stands in this file. */
  private static final class Layout {

    final int fieldCount;
    final int id;
    final int time;

    /** Or -1 if the type is fixed. */
    final int type;

    final int[] properties;

    Layout(EventColumns columns, List<String> header) {
      fieldCount = header.size();
      id = index(header, columns.id());
      time = index(header, columns.time());
      String typeColumn = columns.type();
      type = typeColumn == null ? -1 : index(header, typeColumn);
      properties =
          columns.properties().stream()
              .mapToInt(column -> index(header, column.column()))
              .toArray();
    }

    private static int index(List<String> header, String column) {
      int count = Collections.frequency(header, column);
      if (count == 0) {
        throw new MissingColumnException(column, new ArrayList<>(header));
      }
      if (count > 1) {
        throw new DataException("the header has the column '" + column + "' " + count + " times");
      }
      return header.indexOf(column);
    }
  }
}
