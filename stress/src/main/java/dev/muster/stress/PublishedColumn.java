// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.column.ColumnIndexing;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;

/**
 * A column with one value, written and published in epochs the way a shard writer does: {@link
 * #FIRST} at epoch 1, and whatever a test adds. The value of epoch e is always e times 10, so that
 * a reader's epoch says what it must see.
 */
final class PublishedColumn {

  static final int ROW = 5;

  /** The value of epoch 1. */
  static final long FIRST = valueAt(1);

  private static final ThreadLocal<long[][]> MASKS =
      ThreadLocal.withInitial(() -> new long[][] {onlyRow(), RowMask.create(), RowMask.create()});

  final Epochs epochs;
  final ColumnChunk column = new ColumnChunk(ColumnIndexing.NONE);

  /** A column published by epochs of its own. */
  PublishedColumn() {
    this(new Epochs());
    epochs.publish(1);
  }

  /** A column whose first epoch is still to be published by {@code epochs}. */
  PublishedColumn(Epochs epochs) {
    this.epochs = epochs;
    column.set(1, ROW, FIRST, true);
  }

  static long valueAt(long epoch) {
    return 10 * epoch;
  }

  private static long[] onlyRow() {
    long[] mask = RowMask.create();
    RowMask.add(mask, ROW);
    return mask;
  }

  /** Writes the value of {@code epoch}, which is open. Writer. */
  void write(long epoch) {
    column.set(epoch, ROW, valueAt(epoch), false);
  }

  /** Writes and publishes the next epoch. Writer. */
  void writeAndPublish(long epoch) {
    write(epoch);
    epochs.publish(epoch);
  }

  /** What a look at the row says at {@code epoch}; -1 if nothing. Reader. */
  long read(long epoch) {
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    column.read(epoch, ROW, cell);
    return cell.isPresent() ? cell.code() : -1;
  }

  /** Whether a scan for {@code value} finds the row at {@code epoch}. Reader. */
  boolean scan(long epoch, long value) {
    long[][] masks = MASKS.get();
    column.evaluate(epoch, new LongTest.Range(value, value), masks[0], masks[1], masks[2]);
    return RowMask.contains(masks[1], ROW);
  }

  /** Pins, reads and unpins. Reader. */
  long readPinned() {
    Pin pin = epochs.pinRead();
    long value = read(pin.epoch());
    epochs.releaseRead(pin);
    return value;
  }
}
