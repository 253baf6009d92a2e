// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.column.ColumnIndexing;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;

/** A column with postings, in which all rows hold {@link #BEFORE} at epoch 1. */
final class IndexedColumn {

  static final long BEFORE = 10;
  static final long AFTER = 20;

  /** The row that is looked for; as many before it as make postings stale. */
  static final int WATCHED = 300;

  /** As few as get postings. */
  private static final int ROWS = 1_024;

  private static final ThreadLocal<long[][]> MASKS =
      ThreadLocal.withInitial(() -> new long[][] {allRows(), RowMask.create(), RowMask.create()});

  final Epochs epochs = new Epochs();
  private final ColumnChunk column = new ColumnChunk(ColumnIndexing.CODES);

  IndexedColumn() {
    for (int row = 0; row < ROWS; row++) {
      column.set(1, row, BEFORE, true);
    }
    column.refreshPostings();
    assert column.hasPostings();
    epochs.publish(1);
  }

  private static long[] allRows() {
    long[] mask = RowMask.create();
    for (int row = 0; row < ROWS; row++) {
      RowMask.add(mask, row);
    }
    return mask;
  }

  /** Overwrites the rows {@code from} to {@code to}, the end excluded, and publishes. Writer. */
  void writeAndPublish(long openEpoch, int from, int to) {
    for (int row = from; row < to; row++) {
      column.set(openEpoch, row, AFTER, false);
    }
    column.refreshPostings();
    epochs.publish(openEpoch);
  }

  /** Whether a scan for {@code value} finds the watched row at {@code epoch}. Reader. */
  boolean scan(long epoch, long value) {
    long[][] masks = MASKS.get();
    column.evaluate(epoch, new LongTest.Range(value, value), masks[0], masks[1], masks[2]);
    return RowMask.contains(masks[1], WATCHED);
  }
}
