// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The values that were overwritten in one column chunk, with the epoch that overwrote them.
 *
 * <p>One writer. It appends the old value, then overwrites ({@link ColumnChunk} has the protocol).
 * A reader at epoch e goes through the entries of later epochs, newest first: the last entry it
 * meets for a row is the oldest one, which is what the row held at e.
 *
 * <p>Memory: 19 bytes an entry, kept until no reader at an earlier epoch is pinned. Entries stand
 * in blocks, several epochs to a block, so that an epoch of one write costs one entry.
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

    /** Epochs ascend within a block and from block to block. */
    final long[] epochs;

    final char[] rows;
    final boolean[] present;
    final long[] values;

    /** Entries that are filled; set with release after the entry, read with acquire. */
    @SuppressWarnings("unused") // through SIZE
    private int size;

    /** Cut by the writer when no reader needs it; volatile, so that it is seen. */
    volatile @Nullable Block older;

    Block(int capacity, @Nullable Block older) {
      this.epochs = new long[capacity];
      this.rows = new char[capacity];
      this.present = new boolean[capacity];
      this.values = new long[capacity];
      this.older = older;
    }

    /** Entries that may be read; never 0 in a block that is linked. */
    int size() {
      return (int) SIZE.getAcquire(this);
    }

    void add(long epoch, int row, boolean wasPresent, long value) {
      int at = size();
      epochs[at] = epoch;
      rows[at] = (char) row;
      present[at] = wasPresent;
      values[at] = value;
      SIZE.setRelease(this, at + 1);
    }

    long newestEpoch() {
      return epochs[size() - 1];
    }
  }

  /** Volatile: readers of older epochs look while the writer puts blocks in front. */
  private volatile @Nullable Block head;

  /** Notes what {@code row} held until the open epoch. Writer only; amortised O(1). */
  void append(long openEpoch, int row, boolean present, long value) {
    Block block = head;
    if (block != null && block.size() < block.rows.length) {
      block.add(openEpoch, row, present, value);
      return;
    }
    int capacity =
        block == null ? BLOCK_ENTRIES_MIN : Math.min(BLOCK_ENTRIES_MAX, block.rows.length * 4);
    Block next = new Block(capacity, block);
    next.add(openEpoch, row, present, value);
    head = next;
  }

  /** Whether anything was overwritten after {@code epoch}. */
  boolean isEmptyAfter(long epoch) {
    Block block = head;
    return block == null || block.newestEpoch() <= epoch;
  }

  /** Shows {@code visitor} what was overwritten after {@code epoch}, newest first. Any thread. */
  void forEachAfter(long epoch, Visitor visitor) {
    for (Block block = head; block != null; block = block.older) {
      for (int i = block.size() - 1; i >= 0; i--) {
        if (block.epochs[i] <= epoch) {
          return;
        }
        visitor.overwritten(block.rows[i], block.present[i], block.values[i]);
      }
    }
  }

  /** Forgets, block by block, what only readers before {@code minEpoch} would need. Writer only. */
  void trim(long minEpoch) {
    Block newer = null;
    for (Block block = head; block != null; block = block.older) {
      if (block.newestEpoch() <= minEpoch) {
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
      bytes += 80 + 19L * block.rows.length;
    }
    return bytes;
  }
}
