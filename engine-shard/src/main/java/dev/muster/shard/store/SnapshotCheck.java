// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.Chunk;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.event.EventBlock;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.scan.RowMask;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the parts of a snapshot fit each other. Each has been read and makes sense by itself;
 * this asks what opening takes for granted, because only a mistake of the writer, or somebody who
 * knows how check values are made, could have broken it.
 */
final class SnapshotCheck {

  /** Where one thing is wrong, much may be; a few examples do. */
  private static final int REASONS_MAX = 10;

  private static final long[] ALL_ROWS = allRows();
  private static final long[] NO_ROWS = RowMask.create();

  private final SnapshotReader.Content content;
  private final Directory directory;
  private final List<String> reasons = new ArrayList<>();

  private final long[] present = RowMask.create();
  private final long[] presentBefore = RowMask.create();
  private final long[] codes = new long[RowMask.ROWS];

  private SnapshotCheck(SnapshotReader.Content content, Directory directory) {
    this.content = content;
    this.directory = directory;
  }

  private static long[] allRows() {
    long[] rows = RowMask.create();
    Arrays.fill(rows, -1L);
    return rows;
  }

  /**
   * Checks {@code content}. O(its size).
   *
   * @param directory with its identifiers
   * @param named the files of runs that it needs by the manifest
   * @return what is wrong, a few examples of it
   */
  static List<String> reasons(
      SnapshotReader.Content content, Directory directory, List<RunFile> named) throws IOException {
    SnapshotCheck check = new SnapshotCheck(content, directory);
    check.rows();
    check.runPlaces(named);
    check.writer();
    return check.reasons;
  }

  private void wrong(String reason) {
    if (reasons.size() < REASONS_MAX) {
      reasons.add(reason);
    }
  }

  private void rows() {
    BitSet taken = new BitSet();
    Map<Long, long[]> dead = dead();
    for (int s = 0; s < content.chunks().length; s++) {
      Chunk[] chunks = content.chunks()[s];
      int nextRow = content.rows().nextRow()[s];
      for (int c = 0; c < chunks.length; c++) {
        String place = "shard " + s + " chunk " + c;
        long[] live = chunks[c].live(content.epoch()).words();
        for (int row = 0; row < RowMask.ROWS; row++) {
          if (RowMask.contains(live, row)) {
            owner(place, row, chunks[c].entry(row), taken);
            if (c << 16 >= nextRow - row) {
              wrong("a row that was never given is alive, " + place + " row " + row);
            }
          }
        }
        columns(place, chunks[c], live);
        long[] gone = dead.getOrDefault(Directory.locator(s, c << 16) >>> 16, NO_ROWS);
        events(place, chunks[c], used(place, live, gone));
      }
    }
  }

  private void owner(String place, int row, int entry, BitSet taken) {
    if (entry < 0 || entry >= directory.size()) {
      wrong("a row must have an identifier, " + place + " row " + row + " identifier " + entry);
    } else if (taken.get(entry)) {
      wrong("two rows have one identifier, " + place + " row " + row + " identifier " + entry);
    } else {
      taken.set(entry);
    }
  }

  /** Dead rows that are not purged, by chunk. */
  private Map<Long, long[]> dead() {
    Map<Long, long[]> masks = new HashMap<>();
    for (int i = 0; i < content.rows().dead().size(); i++) {
      long locator = content.rows().dead().getLong(i);
      long[] mask = masks.computeIfAbsent(locator >>> 16, chunk -> RowMask.create());
      int row = Directory.row(locator) & 0xFFFF;
      if (RowMask.contains(mask, row)) {
        wrong("a row is dead twice, shard " + Directory.shard(locator) + " row " + row);
      }
      RowMask.add(mask, row);
    }
    return masks;
  }

  /** The rows that may have events: those alive, and those dead and not purged. */
  private long[] used(String place, long[] live, long[] dead) {
    long[] used = live.clone();
    for (int i = 0; i < RowMask.WORDS; i++) {
      if ((used[i] & dead[i]) != 0) {
        wrong("a row is alive and dead, " + place);
      }
      used[i] |= dead[i];
    }
    return used;
  }

  private void columns(String place, Chunk chunk, long[] live) {
    for (int attribute = 0; attribute < chunk.columnSlots(); attribute++) {
      Field field = content.layout().columns().get(attribute);
      load(chunk.column(attribute));
      if (!isWithin(present, live)) {
        wrong("a row that is not alive has '" + field.name() + "', " + place);
      }
      boolean isOfChanges =
          attribute > 0 && content.layout().columns().get(attribute - 1).isTracked();
      if (isOfChanges) {
        load(chunk.column(attribute - 1), presentBefore);
        if (!Arrays.equals(present, presentBefore)) {
          wrong("values must have the instants of their changes, '" + field.name() + "', " + place);
        }
      } else {
        values(place, field, chunk.column(attribute));
      }
    }
  }

  private void load(@Nullable ColumnChunk column) {
    load(column, present);
  }

  private void load(@Nullable ColumnChunk column, long[] target) {
    if (column == null) {
      RowMask.clear(target);
    } else {
      column.load(content.epoch(), ALL_ROWS, target, codes);
    }
  }

  private static boolean isWithin(long[] rows, long[] others) {
    for (int i = 0; i < RowMask.WORDS; i++) {
      if ((rows[i] & ~others[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private void values(String place, Field field, @Nullable ColumnChunk column) {
    if (column == null || column.least() > column.greatest()) {
      return;
    }
    value(place, field, column.least());
    value(place, field, column.greatest());
    if (field.type().kind() == ValueType.Kind.GEO_POINT) {
      for (int row = 0; row < RowMask.ROWS; row++) {
        if (RowMask.contains(present, row)) {
          value(place, field, codes[row]);
        }
      }
    }
  }

  /** Codes of all types but points ascend as their values do: if two are right, so are others. */
  private void value(String place, Field field, long code) {
    if (!isValue(field, code)) {
      wrong("'" + field.name() + "' has no value with the code " + code + ", " + place);
    }
  }

  private static boolean isValue(Field field, long code) {
    if (field.dictionary() != null) {
      return code >= 0 && code < field.dictionary().size();
    }
    if (field.type().kind() == ValueType.Kind.BOOLEAN) {
      return code == 0 || code == 1;
    }
    try {
      ValueRules.canonical(field.type(), field.decode(code));
      return true;
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  private void events(String place, Chunk chunk, long[] used) {
    for (int type = 0; type < chunk.seriesSlots(); type++) {
      EventSeries series = chunk.series(type);
      EventView view = series == null ? EventView.EMPTY : series.view(content.epoch());
      for (int b = 0; b < view.blockCount(); b++) {
        block(place, type, view.block(b), used);
      }
    }
  }

  private void block(String place, int type, EventBlock block, long[] used) {
    String name = content.layout().eventTypes().get(type).name();
    List<Field> properties = content.layout().eventTypes().get(type).properties();
    for (int i = 0; i < block.eventCount(); i++) {
      if (!RowMask.contains(used, block.row(i))) {
        wrong("a '" + name + "' is of no profile, " + place + " row " + block.row(i));
      }
    }
    for (int p = 0; p < Long.SIZE; p++) {
      if (!block.hasProperty(p)) {
        continue;
      }
      if (p >= properties.size()) {
        wrong("'" + name + "' has no property with the number " + p + ", " + place);
        continue;
      }
      Field property = properties.get(p);
      value(place, property, block.minValue(p));
      value(place, property, block.maxValue(p));
      if (property.type().kind() == ValueType.Kind.GEO_POINT) {
        for (int i = 0; i < block.eventCount(); i++) {
          value(place, property, block.value(p, i));
        }
      }
    }
  }

  private void runPlaces(List<RunFile> named) {
    if (!new HashSet<>(content.places().files()).equals(new HashSet<>(named))) {
      wrong("its files of runs are not those that the manifest names");
    }
    List<RunPlace> places = new ArrayList<>(content.places().all());
    places.sort(
        Comparator.comparingLong((RunPlace place) -> place.file().number())
            .thenComparingLong(RunPlace::offset));
    for (int i = 1; i < places.size(); i++) {
      RunPlace before = places.get(i - 1);
      RunPlace place = places.get(i);
      if (before.file().equals(place.file()) && place.offset() < before.offset() + before.bytes()) {
        wrong("two runs overlap, file " + place.file().name() + " at " + place.offset());
      }
    }
  }

  private void writer() throws IOException {
    content
        .writer()
        .events()
        .forEach(
            (entry, eventId, millis) -> {
              if (entry >= directory.size()) {
                wrong("an event id is of no identifier, identifier " + entry);
              }
            });
    content
        .writer()
        .producers()
        .forEach(
            (producer, sequence) -> {
              if (sequence < 0) {
                wrong("a producer must count from 0, sequence " + sequence);
              }
            });
  }
}
