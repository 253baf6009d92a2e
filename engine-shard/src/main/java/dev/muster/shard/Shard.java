// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.epoch.Trimmable;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of the profiles: chunks of rows, changed by one writer at a time, read by any thread.
 *
 * <p>It applies one epoch's operations after another and keeps, for each, what it touched, so that
 * overwritten values are forgotten as soon as no reader needs them. Applying depends on nothing but
 * the operations.
 */
public final class Shard {

  private final int sealEvents;

  /** Replaced by a longer copy when a row of a new chunk is created. */
  private volatile Chunk[] chunks = {};

  // Writer only. What has been written since it was last wholly trimmed, with the epoch of the last
  // write; what the last epoch wrote; how far all has been trimmed.
  private final IdentityHashMap<Trimmable, Long> untrimmed = new IdentityHashMap<>();
  private final List<Trimmable> touched = new ArrayList<>();
  private final List<ColumnChunk> touchedColumns = new ArrayList<>();
  private long trimmedTo = -1;

  /** Columns written since their postings were last sure to be complete. Writer only. */
  private final Set<ColumnChunk> unsettled = new LinkedHashSet<>();

  /** Series written, or restored, since their tails were last looked at. Writer only. */
  private final Set<EventSeries> unsettledSeries = new LinkedHashSet<>();

  // Since the shard was made. Writer only.
  private long columnsSettled;
  private long tailsSealed;

  private final IntArrayList createdRows = new IntArrayList();

  private final EventSweep sweep = new EventSweep();

  /**
   * An empty shard.
   *
   * @param sealEvents events of one type and chunk that are gathered before they are sealed
   */
  public Shard(int sealEvents) {
    this.sealEvents = sealEvents;
  }

  /**
   * Takes chunks as they were written, and makes what postings they are without; it has none yet,
   * and nobody reads.
   */
  public void restore(Chunk[] restored) {
    if (chunks.length > 0) {
      throw new IllegalStateException("a shard is restored before anything is written to it");
    }
    chunks = restored.clone();
    for (Chunk chunk : restored) {
      for (int type = 0; type < chunk.seriesSlots(); type++) {
        EventSeries series = chunk.series(type);
        if (series != null) {
          unsettledSeries.add(series);
        }
      }
      chunk.settleColumns();
    }
  }

  /** The chunks, which must not be changed. A reader finds those of later epochs empty. */
  public Chunk[] chunks() {
    return chunks;
  }

  /** The chunk that holds {@code row}, a row number of this shard. */
  public Chunk chunkOf(int row) {
    return chunks[row >>> 16];
  }

  /**
   * Applies the operations of the open epoch. Writer only.
   *
   * @param horizon what readers may still look at
   */
  public void apply(
      long openEpoch, Horizon horizon, SchemaLayout layout, OperationList operations) {
    trim(horizon);
    long minEpoch = horizon.oldest();
    if (operations.size() == 0) {
      return;
    }
    long[] words = operations.words();
    Map<Chunk, long[]> purged = new LinkedHashMap<>();
    for (int at = 0; at < operations.size(); ) {
      long head = words[at];
      int row = OperationList.row(head);
      int what = OperationList.what(head);
      int inChunk = row & (RowMask.ROWS - 1);
      switch (OperationList.kind(head)) {
        case OperationList.CREATE -> {
          Chunk chunk = chunkForCreate(row);
          if (chunk.create(openEpoch, minEpoch, inChunk, (int) words[at + 1])) {
            touched.add(chunk);
          }
          createdRows.add(row);
          at += 2;
        }
        case OperationList.SET -> {
          set(openEpoch, layout, row, what, words[at + 1]);
          at += 2;
        }
        case OperationList.CHANGE -> {
          if (!chunkOf(row).columnForWrite(layout, what).holds(inChunk, words[at + 1])) {
            set(openEpoch, layout, row, what, words[at + 1]);
            set(openEpoch, layout, row, (int) words[at + 2], words[at + 3]);
          }
          at += 4;
        }
        case OperationList.UNSET -> {
          Chunk chunk = chunkOf(row);
          ColumnChunk column = chunk.column(what);
          if (column != null) {
            column.unset(openEpoch, inChunk, chunk.isNewRow(inChunk));
            if (chunk.touchColumn(openEpoch, what)) {
              touch(column);
            }
          }
          at += 1;
        }
        case OperationList.EVENT -> {
          Chunk chunk = chunkOf(row);
          EventSeries events = chunk.seriesForWrite(layout, what, sealEvents);
          long presence = words[at + 2];
          events.append(openEpoch, minEpoch, inChunk, words[at + 1], presence, words, at + 3);
          if (chunk.touchSeries(openEpoch, what)) {
            touched.add(events);
            unsettledSeries.add(events);
          }
          at += 3 + Long.bitCount(presence);
        }
        case OperationList.DELETE -> {
          Chunk chunk = chunkOf(row);
          if (chunk.delete(openEpoch, minEpoch, inChunk)) {
            touched.add(chunk);
          }
          at += 1;
        }
        case OperationList.PURGE -> {
          RowMask.add(purged.computeIfAbsent(chunkOf(row), c -> RowMask.create()), inChunk);
          at += 1;
        }
        case OperationList.EXPIRE -> {
          touched.addAll(sweep.goOn(chunks, openEpoch, minEpoch, words[at + 1]));
          at += 2;
        }
        default -> throw new IllegalStateException("unknown operation, head=" + head);
      }
    }
    purged.forEach((chunk, rows) -> purge(openEpoch, minEpoch, chunk, rows));
    endEpoch(openEpoch);
  }

  /** Whether events before the instant may be left to drop. Writer only, between two epochs. */
  public boolean mayHaveEventsBefore(long epochMillis) {
    return sweep.isUnfinished(chunks, epochMillis);
  }

  private void set(long openEpoch, SchemaLayout layout, int row, int attribute, long code) {
    Chunk chunk = chunkOf(row);
    int inChunk = row & (RowMask.ROWS - 1);
    ColumnChunk column = chunk.columnForWrite(layout, attribute);
    column.set(openEpoch, inChunk, code, chunk.isNewRow(inChunk));
    if (chunk.touchColumn(openEpoch, attribute)) {
      touch(column);
    }
  }

  private Chunk chunkForCreate(int row) {
    int index = row >>> 16;
    Chunk[] current = chunks;
    if (index >= current.length) {
      assert index == current.length : "rows are given in ascending order";
      current = Arrays.copyOf(current, index + 1);
      current[index] = new Chunk();
      chunks = current;
    }
    return current[index];
  }

  /**
   * Removes all data of deleted rows. No reader finds them alive, so their cells are cleared
   * without undo; the events go with a new version of each series, since other rows share its runs.
   */
  private void purge(long openEpoch, long minEpoch, Chunk chunk, long[] rows) {
    for (int type = 0; type < chunk.seriesSlots(); type++) {
      EventSeries events = chunk.series(type);
      if (events != null) {
        events.purge(openEpoch, minEpoch, rows);
        if (chunk.touchSeries(openEpoch, type)) {
          touched.add(events);
        }
      }
    }
    for (int attribute = 0; attribute < chunk.columnSlots(); attribute++) {
      ColumnChunk column = chunk.column(attribute);
      if (column != null) {
        for (int word = 0; word < RowMask.WORDS; word++) {
          for (long left = rows[word]; left != 0; left &= left - 1) {
            column.unset(openEpoch, word * 64 + Long.numberOfTrailingZeros(left), true);
          }
        }
        if (chunk.touchColumn(openEpoch, attribute)) {
          touch(column);
        }
      }
    }
  }

  private void endEpoch(long openEpoch) {
    touchedColumns.forEach(ColumnChunk::refreshPostings);
    unsettled.addAll(touchedColumns);
    for (int i = 0; i < createdRows.size(); i++) {
      int row = createdRows.getInt(i);
      chunkOf(row).forgetNewRow(row & (RowMask.ROWS - 1));
    }
    touchedColumns.clear();
    createdRows.clear();
    touched.forEach(written -> untrimmed.put(written, openEpoch));
  }

  private void touch(ColumnChunk column) {
    touched.add(column);
    touchedColumns.add(column);
  }

  /**
   * Forgets what no reader can see any more. Writer only, between two epochs. Looks at everything
   * that is not wholly trimmed if the oldest reader has moved on, otherwise only at what the last
   * epoch wrote.
   *
   * @return whether nothing is left to forget
   */
  public boolean trim(Horizon horizon) {
    if (horizon.oldest() > trimmedTo) {
      trimmedTo = horizon.oldest();
      untrimmed
          .entrySet()
          .removeIf(
              written -> {
                written.getKey().trim(horizon);
                return written.getValue() <= trimmedTo;
              });
    } else {
      touched.forEach(written -> written.trim(horizon));
    }
    touched.clear();
    return untrimmed.isEmpty();
  }

  /**
   * Brings the postings of one more column up to date, which spares readers looking rows up one by
   * one, and packs its cells. Writer only, between two epochs, while nothing is waiting: it takes a
   * millisecond, and of large sets some ten.
   *
   * @return whether there may be more to bring up to date
   */
  public boolean settle() {
    Iterator<ColumnChunk> next = unsettled.iterator();
    if (next.hasNext()) {
      columnsSettled += next.next().settle() ? 1 : 0;
      next.remove();
    }
    return next.hasNext();
  }

  /**
   * Seals the tail of one more series, if it has enough events for that; readers see no difference.
   * Writer only, between two epochs, while nothing is waiting: it takes a millisecond or two.
   *
   * @return whether there may be more to seal
   */
  public boolean settleEvents() {
    Iterator<EventSeries> next = unsettledSeries.iterator();
    if (next.hasNext()) {
      tailsSealed += next.next().settle() ? 1 : 0;
      next.remove();
    }
    return next.hasNext();
  }

  /** Columns whose postings {@link #settle} has made anew. Writer only. */
  public long columnsSettled() {
    return columnsSettled;
  }

  /** Tails that {@link #settleEvents} has sealed. Writer only. */
  public long tailsSealed() {
    return tailsSealed;
  }

  /** What the shard holds, approximately; any thread. */
  public ShardSize size(long epoch) {
    long profiles = 0;
    long events = 0;
    long rowBytes = 0;
    long columnBytes = 0;
    long postingBytes = 0;
    long eventBytes = 0;
    for (Chunk chunk : chunks) {
      profiles += chunk.live(epoch).cardinality();
      rowBytes += chunk.rowBytes();
      for (int attribute = 0; attribute < chunk.columnSlots(); attribute++) {
        ColumnChunk column = chunk.column(attribute);
        columnBytes += column == null ? 0 : column.cellBytes();
        postingBytes += column == null ? 0 : column.postingBytes();
      }
      for (int type = 0; type < chunk.seriesSlots(); type++) {
        EventSeries series = chunk.series(type);
        events += series == null ? 0 : series.eventCount();
        eventBytes += series == null ? 0 : series.sizeBytes();
      }
    }
    return new ShardSize(profiles, events, rowBytes, columnBytes, postingBytes, eventBytes);
  }
}
