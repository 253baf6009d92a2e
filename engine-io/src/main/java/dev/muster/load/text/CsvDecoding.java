// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import dev.muster.load.RecordSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the records of one cut to a sink. Confined to one thread. */
final class CsvDecoding {

  /** A column that nobody wants. */
  private static final int UNWANTED = -1;

  private final CsvFormat format;
  private final List<String> header;
  private final RecordSink sink;
  private final boolean others;
  private final int wantedCount;

  /** For each column its place among those wanted, or {@link #UNWANTED}. */
  private final int[] places;

  CsvDecoding(
      CsvFormat format, List<String> header, List<String> wanted, boolean others, RecordSink sink) {
    this.format = format;
    this.header = header;
    this.sink = sink;
    this.others = others;
    this.wantedCount = wanted.size();
    this.places = new int[header.size()];
    Arrays.setAll(places, column -> wanted.indexOf(header.get(column)));
  }

  void decode(TextCut cut) {
    for (TextCut.Part part : cut.parts()) {
      if (part.malformed() != null) {
        sink.malformed(part.line(), part.malformed());
        continue;
      }
      String text = Utf8.text(cut.bytes(), part.from(), part.to());
      if (text != null) {
        records(part.line(), text);
      } else {
        oneByOne(cut.bytes(), part);
      }
    }
  }

  /** Finds out which records are not UTF-8. */
  private void oneByOne(byte[] bytes, TextCut.Part part) {
    RecordCutter cutter = format.cutter();
    long line = part.line();
    for (int from = part.from(); from < part.to(); ) {
      int to = cutter.cut(bytes, from, part.to(), true);
      String text = Utf8.text(bytes, from, to);
      if (text != null) {
        records(line, text);
      } else {
        sink.malformed(line, Utf8.REFUSAL);
      }
      line += cutter.lines();
      from = to;
    }
  }

  private void records(long firstLine, String text) {
    format.reader(new Fields(firstLine), text).forEach(Fields::show);
  }

  /** Takes the fields of one record after the other. */
  private final class Fields extends CsvCallbackHandler<Fields> {

    private final long linesBefore;
    private long line;
    private int count;
    private boolean empty;
    private @Nullable Object[] values = {};
    private Map<String, Object> rest = Map.of();

    Fields(long firstLine) {
      this.linesBefore = firstLine - 1;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
      line = linesBefore + startingLineNumber;
      count = 0;
      empty = false;
      values = new Object[wantedCount];
      rest = Map.of();
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
      int column = count++;
      if (column >= places.length || length == 0) {
        // An empty text and none at all are the same.
        return;
      }
      int place = places[column];
      if (place != UNWANTED) {
        values[place] = new String(buffer, offset, length);
      } else if (others) {
        if (rest.isEmpty()) {
          rest = new LinkedHashMap<>();
        }
        rest.put(header.get(column), new String(buffer, offset, length));
      }
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
      throw new IllegalStateException("comments are not asked for");
    }

    @Override
    protected void setEmpty() {
      empty = true;
    }

    @Override
    protected RecordType getRecordType() {
      return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
      return count;
    }

    @Override
    protected Fields buildRecord() {
      return this;
    }

    void show() {
      if (count == header.size()) {
        sink.record(line, values, rest);
      } else {
        sink.malformed(line, "expected " + header.size() + " fields, found " + count);
      }
    }
  }
}
