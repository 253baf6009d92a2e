// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.column.ColumnIndexing;
import dev.muster.shard.dictionary.SetDictionary;
import dev.muster.shard.directory.NearNumbers;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.epoch.Trimmable;
import dev.muster.shard.epoch.VersionedCell;
import dev.muster.shard.event.AttributeSource;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Everything about 65,536 consecutive rows of a shard: which are alive, whose they are, their
 * attributes and their events. The unit of evaluation, parallelism and pruning.
 *
 * <p>Written by the shard's writer, read by any thread at a pinned epoch. Columns and event series
 * appear when they are first written to; a reader that finds none knows that nobody in the chunk
 * has any at its epoch.
 */
public final class Chunk implements Trimmable {

  /**
   * Logarithm of the rows whose entries have a base in common: of eight shards, each gets one entry
   * of eight, and 16 of its rows span about 128.
   */
  private static final int ENTRY_BLOCK_BITS = 4;

  private final VersionedCell<LiveRows> live = new VersionedCell<>(new LiveRows());

  /** Directory entry by row. */
  private final NearNumbers entries = new NearNumbers(0, ENTRY_BLOCK_BITS);

  /** By attribute; replaced when the schema has grown. */
  private volatile AtomicReferenceArray<@Nullable ColumnChunk> columns =
      new AtomicReferenceArray<>(0);

  /** By event type; replaced when the schema has grown. */
  private volatile AtomicReferenceArray<@Nullable EventSeries> series =
      new AtomicReferenceArray<>(0);

  /** Rows created in the open epoch: overwriting them needs no undo. Writer only. */
  private final long[] newRows = RowMask.create();

  // Open epoch in which each column and series was last written. Writer only.
  private long[] columnEpochs = {};
  private long[] seriesEpochs = {};

  /** A chunk without rows. */
  Chunk() {}

  /**
   * A chunk as it was written.
   *
   * @param liveWords the rows alive
   * @param restoredEntries of those, in their order
   * @param restoredColumns by attribute; null where there is none
   */
  public Chunk(long[] liveWords, int[] restoredEntries, @Nullable ColumnChunk[] restoredColumns) {
    live.write(0, LiveRows.of(liveWords), 0);
    int next = 0;
    for (int word = 0; word < RowMask.WORDS; word++) {
      for (long left = liveWords[word]; left != 0; left &= left - 1) {
        putEntry(word * 64 + Long.numberOfTrailingZeros(left), restoredEntries[next++]);
      }
    }
    columns = new AtomicReferenceArray<>(restoredColumns);
    columnEpochs = new long[restoredColumns.length];
  }

  /** Adds the events of a type as they were written; before anybody reads. */
  public void restore(int eventType, EventSeries restored) {
    if (eventType >= series.length()) {
      series = copy(series, eventType + 1);
      seriesEpochs = Arrays.copyOf(seriesEpochs, series.length());
    }
    series.set(eventType, restored);
  }

  /**
   * Packs all columns and makes the postings they are without; of a chunk as it was written, before
   * anybody reads. Some milliseconds.
   */
  public void settleColumns() {
    for (int attribute = 0; attribute < columnSlots(); attribute++) {
      ColumnChunk column = column(attribute);
      if (column != null) {
        column.settle();
      }
    }
  }

  /** The rows alive at {@code epoch}. */
  public LiveRows live(long epoch) {
    return live.read(epoch);
  }

  /** The directory entry of a row that is or was alive. */
  public int entry(int row) {
    return entries.get(row);
  }

  /** The column of an attribute, or null if nobody here has ever had it. */
  public @Nullable ColumnChunk column(int attribute) {
    AtomicReferenceArray<@Nullable ColumnChunk> current = columns;
    return attribute < current.length() ? current.get(attribute) : null;
  }

  /** The events of a type, or null if nobody here has ever had one. */
  public @Nullable EventSeries series(int eventType) {
    AtomicReferenceArray<@Nullable EventSeries> current = series;
    return eventType < current.length() ? current.get(eventType) : null;
  }

  /**
   * What {@code rows}, all alive at {@code epoch}, held then: for filters of events that compare
   * properties with it. Reads {@code rows} when a filter asks, so they must stay as they are.
   */
  public AttributeSource attributesAt(long epoch, long[] rows) {
    return (attribute, present, codes) -> {
      ColumnChunk column = column(attribute);
      if (column == null) {
        RowMask.clear(present);
      } else {
        column.load(epoch, rows, present, codes);
      }
    };
  }

  /** Makes {@code row} alive; whether this is the first such change of the open epoch. */
  boolean create(long openEpoch, long minEpoch, int row, int entry) {
    putEntry(row, entry);
    boolean first = live.newestEpoch() != openEpoch;
    openLive(openEpoch, minEpoch).add(row);
    RowMask.add(newRows, row);
    return first;
  }

  private void putEntry(int row, int entry) {
    entries.makeRoom(row);
    entries.set(row, entry);
  }

  /** Ends the life of {@code row}; whether this is the first such change of the open epoch. */
  boolean delete(long openEpoch, long minEpoch, int row) {
    boolean first = live.newestEpoch() != openEpoch;
    openLive(openEpoch, minEpoch).remove(row);
    return first;
  }

  private LiveRows openLive(long openEpoch, long minEpoch) {
    LiveRows newest = live.newest();
    if (live.newestEpoch() != openEpoch) {
      newest = newest.copy();
      live.write(openEpoch, newest, minEpoch);
    }
    return newest;
  }

  boolean isNewRow(int row) {
    return RowMask.contains(newRows, row);
  }

  void forgetNewRow(int row) {
    RowMask.remove(newRows, row);
  }

  /** Forgets live rows; columns and series are trimmed by themselves. */
  @Override
  public void trim(Horizon horizon) {
    live.trim(horizon);
  }

  ColumnChunk columnForWrite(SchemaLayout layout, int attribute) {
    AtomicReferenceArray<@Nullable ColumnChunk> current = columns;
    if (attribute >= current.length()) {
      current = copy(current, layout.columns().size());
      columns = current;
      columnEpochs = Arrays.copyOf(columnEpochs, current.length());
    }
    ColumnChunk column = current.get(attribute);
    if (column == null) {
      column = new ColumnChunk(indexing(layout.columns().get(attribute)));
      current.set(attribute, column);
    }
    return column;
  }

  EventSeries seriesForWrite(SchemaLayout layout, int eventType, int sealEvents) {
    AtomicReferenceArray<@Nullable EventSeries> current = series;
    if (eventType >= current.length()) {
      current = copy(current, layout.eventTypes().size());
      series = current;
      seriesEpochs = Arrays.copyOf(seriesEpochs, current.length());
    }
    EventSeries events = current.get(eventType);
    if (events == null) {
      events = new EventSeries(sealEvents);
      current.set(eventType, events);
    }
    return events;
  }

  /** Notes a write to a column; whether it is the first of the open epoch. */
  boolean touchColumn(long openEpoch, int attribute) {
    boolean first = columnEpochs[attribute] != openEpoch;
    columnEpochs[attribute] = openEpoch;
    return first;
  }

  /** Notes a write to a series; whether it is the first of the open epoch. */
  boolean touchSeries(long openEpoch, int eventType) {
    boolean first = seriesEpochs[eventType] != openEpoch;
    seriesEpochs[eventType] = openEpoch;
    return first;
  }

  /** How the columns of an attribute are indexed. */
  public static ColumnIndexing indexing(SchemaLayout.Field attribute) {
    return switch (attribute.type().kind()) {
      case BOOLEAN, STRING, VERSION -> ColumnIndexing.CODES;
      case STRING_SET ->
          attribute.dictionary() instanceof SetDictionary sets
              ? ColumnIndexing.members(sets::forEachMember)
              : ColumnIndexing.NONE;
      case LONG, DOUBLE, DECIMAL, DATE, TIMESTAMP -> ColumnIndexing.RANGES;
      case GEO_POINT -> ColumnIndexing.NONE;
    };
  }

  private static <T> AtomicReferenceArray<@Nullable T> copy(
      AtomicReferenceArray<@Nullable T> array, int length) {
    AtomicReferenceArray<@Nullable T> longer = new AtomicReferenceArray<>(length);
    for (int i = 0; i < array.length(); i++) {
      longer.set(i, array.get(i));
    }
    return longer;
  }

  /** Number of columns and series slots; some may be empty. */
  public int columnSlots() {
    return columns.length();
  }

  public int seriesSlots() {
    return series.length();
  }

  /** Heap bytes of rows and entries. */
  long rowBytes() {
    return 3L * 8 * RowMask.WORDS + entries.sizeBytes();
  }
}
