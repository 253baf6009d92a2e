// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.hash;

import dev.muster.shard.Chunk;
import dev.muster.shard.LiveRows;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.event.EventBlock;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventsByRow;
import dev.muster.shard.hash.ContentHash.Kind;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * Hashes the profiles of one chunk after the other, at one epoch. About 10 ns a value of an
 * attribute and 40 to 100 ns an event, which must be read from memory, sorted and hashed. Confined
 * to one thread, under a pin of the epoch; holds about 1 MiB and, while it is at events, 4 MiB.
 */
public final class ChunkHash {

  private static final long TIME_KEY = ContentHash.key(Kind.TIME, "");

  private final SchemaHash schema;
  private final Directory directory;
  private final long epoch;
  private final long fromMillis;
  private final Runnable stop;

  /** By row: the sum over what the profile has. */
  private final long[] sums = new long[RowMask.ROWS];

  private final long[] codes = new long[RowMask.ROWS];
  private final long[] present = RowMask.create();

  private final long[] batchCodes = new long[EventBlock.BATCH_EVENTS];
  private final long[] batchMask = new long[EventBlock.BATCH_EVENTS / 64];

  /**
   * A worker of one pass.
   *
   * @param schema made after the epoch was pinned
   * @param fromMillis events before are passed over
   * @param stop looked at after each column and every 65,536 events or so; what it throws ends the
   *     work
   */
  public ChunkHash(
      SchemaHash schema, Directory directory, long epoch, long fromMillis, Runnable stop) {
    this.schema = schema;
    this.directory = directory;
    this.epoch = epoch;
    this.fromMillis = fromMillis;
    this.stop = stop;
  }

  /** The sum of the hashes of all profiles of {@code chunk}. */
  public long of(Chunk chunk) {
    LiveRows live = chunk.live(epoch);
    if (live.cardinality() == 0) {
      return 0;
    }
    Arrays.fill(sums, 0);
    for (SchemaHash.Column column : schema.columns()) {
      ColumnChunk values = chunk.column(column.index());
      if (values != null) {
        addColumn(column, values, live.words());
        stop.run();
      }
    }
    for (SchemaHash.Events type : schema.events()) {
      EventSeries series = chunk.series(type.index());
      if (series != null) {
        addEvents(type, series);
      }
    }
    long sum = 0;
    for (int word = 0; word < RowMask.WORDS; word++) {
      for (long left = live.words()[word]; left != 0; left &= left - 1) {
        int row = word * 64 + Long.numberOfTrailingZeros(left);
        sum += ContentHash.mix(directory.xxHash64(chunk.entry(row)) ^ ContentHash.mix(sums[row]));
      }
    }
    return sum;
  }

  private void addColumn(SchemaHash.Column column, ColumnChunk values, long[] live) {
    values.load(epoch, live, present, codes);
    ValueWords words = column.words();
    long key = column.key();
    for (int word = 0; word < RowMask.WORDS; word++) {
      for (long left = present[word]; left != 0; left &= left - 1) {
        int row = word * 64 + Long.numberOfTrailingZeros(left);
        sums[row] += ContentHash.mix(key ^ words.word(codes[row]));
      }
    }
  }

  /** Those of rows that are dead and not purged yet among them, whose sums nobody asks for. */
  private void addEvents(SchemaHash.Events type, EventSeries series) {
    EventsByRow events =
        new EventsByRow(
            series.view(epoch),
            (block, from, count, times, words) -> fill(type, block, from, count, times, words));
    while (events.next()) {
      int row = -1;
      long chain = 0;
      for (int i = 0; i < events.count(); i++) {
        if (events.time(i) < fromMillis) {
          continue;
        }
        if (events.row(i) != row) {
          if (row >= 0) {
            sums[row] += chain;
          }
          row = events.row(i);
          chain = type.key();
        }
        chain = ContentHash.mix(chain ^ events.word(i));
      }
      if (row >= 0) {
        sums[row] += chain;
      }
      stop.run();
    }
  }

  private void fill(
      SchemaHash.Events type, EventBlock block, int from, int count, long[] times, long[] words) {
    for (int i = 0; i < count; i++) {
      words[i] = ContentHash.mix(TIME_KEY ^ times[i]);
    }
    for (SchemaHash.Property property : type.properties()) {
      if (block.hasProperty(property.index())) {
        addProperty(property, block, from, count, words);
      }
    }
  }

  private void addProperty(
      SchemaHash.Property property, EventBlock block, int from, int count, long[] words) {
    block.loadValues(property.index(), from, count, batchCodes);
    Arrays.fill(batchMask, -1L);
    block.retainPresent(property.index(), from, count, batchMask);
    for (int i = 0; i < count; i++) {
      if ((batchMask[i >>> 6] >>> i & 1L) != 0) {
        words[i] += ContentHash.mix(property.key() ^ property.words().word(batchCodes[i]));
      }
    }
  }
}
