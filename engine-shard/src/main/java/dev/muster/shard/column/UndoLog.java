// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values that were overwritten in one column chunk, by the epoch that overwrote them.
 *
 * <p>One writer. It appends the old value, then overwrites ({@link ColumnChunk} has the protocol).
 * A reader at epoch e goes through the entries of later epochs, newest first: the last entry it
 * meets for a row is the oldest one, which is what the row held at e.
 *
 * <p>Memory: 11 bytes an entry, kept until no reader at an earlier epoch is pinned.
 */
final class UndoLog {

  /** Takes overwritten values, newest first. */
  @FunctionalInterface
  interface Visitor {
    /** {@code row} held {@code value}, or nothing if not {@code present}. */
    void overwritten(int row, boolean present, long value);
  }

  private static final int BLOCK_ENTRIES_MIN = 16;
  private static final int BLOCK_ENTRIES_MAX = 4_096;

  private static final class Block {
    private static final VarHandle SIZE;

    static {
      try {
        SIZE = MethodHandles.lookup().findVarHandle(Block.class, "size", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    final long epoch;
    final char[] rows;
    final boolean[] present;
    final long[] values;

    /** Entries that are filled; set with release after the entry, read with acquire. */
    @SuppressWarnings("unused") // through SIZE
    private int size;

    /** Cut by the writer when no reader needs it; volatile, so that it is seen. */
    volatile @Nullable Block older;

    Block(long epoch, int capacity, @Nullable Block older) {
      this.epoch = epoch;
      this.rows = new char[capacity];
      this.present = new boolean[capacity];
      this.values = new long[capacity];
      this.older = older;
    }

    int size() {
      return (int) SIZE.getAcquire(this);
    }
  }

  /** Volatile: readers of older epochs look while the writer puts blocks in front. */
  private volatile @Nullable Block head;

  /** Notes what {@code row} held until the open epoch. Writer only; amortised O(1). */
  void append(long openEpoch, int row, boolean present, long value) {
    Block block = head;
    if (block == null || block.epoch != openEpoch || block.size() == block.rows.length) {
      int capacity =
          block == null || block.epoch != openEpoch
              ? BLOCK_ENTRIES_MIN
              : Math.min(BLOCK_ENTRIES_MAX, block.rows.length * 4);
      block = new Block(openEpoch, capacity, block);
      head = block;
    }
    int at = block.size();
    block.rows[at] = (char) row;
    block.present[at] = present;
    block.values[at] = value;
    Block.SIZE.setRelease(block, at + 1);
  }

  /** Whether anything was overwritten after {@code epoch}. */
  boolean isEmptyAfter(long epoch) {
    Block block = head;
    return block == null || block.epoch <= epoch;
  }

  /** Shows {@code visitor} what was overwritten after {@code epoch}, newest first. Any thread. */
  void forEachAfter(long epoch, Visitor visitor) {
    for (Block block = head; block != null && block.epoch > epoch; block = block.older) {
      for (int i = block.size() - 1; i >= 0; i--) {
        visitor.overwritten(block.rows[i], block.present[i], block.values[i]);
      }
    }
  }

  /** Forgets what only readers before {@code minEpoch} would need. Writer only. */
  void trim(long minEpoch) {
    Block newer = null;
    for (Block block = head; block != null; block = block.older) {
      if (block.epoch <= minEpoch) {
        if (newer == null) {
          head = null;
        } else {
          newer.older = null;
        }
        return;
      }
      newer = block;
    }
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    long bytes = 0;
    for (Block block = head; block != null; block = block.older) {
      bytes += 64 + 11L * block.rows.length;
    }
    return bytes;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("undo");
    for (Block block = head; block != null; block = block.older) {
      text.append(" epoch ").append(block.epoch).append(": ");
      text.append(Arrays.toString(Arrays.copyOf(block.values, block.size())));
    }
    return text.toString();
  }
}
