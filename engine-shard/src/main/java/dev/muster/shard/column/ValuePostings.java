// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;
import org.jspecify.annotations.Nullable;

/**
 * For each value of one column chunk, the rows that held it when the postings were built; of a
 * column of sets, for each member.
 *
 * <p>Which rows those are never changes. What has happened since is kept beside them: rows that
 * were written are <em>dirty</em>, and rows from {@code covered} on did not exist. Both are to be
 * looked up in the column. Rebuilt by the writer once too many rows are dirty or new.
 */
final class ValuePostings {

  /** Below this, scanning the whole chunk is as cheap as any index. */
  static final int ROWS_MIN = 1_024;

  private final ValueRows rows;
  private final int covered;

  /**
   * Null until there is one: most postings are replaced before, and it is a byte a row.
   *
   * <p>Written by the writer after the undo entry of the same write, as its bits are; see {@link
   * ColumnChunk}. A reader that does not see it, or not a bit in it, has not seen the write, which
   * is then later than its epoch; one that sees it sees no bits but those of writes, since an array
   * begins with zeros for every thread.
   */
  private long @Nullable [] dirty;

  private int dirtyCount;

  /** Postings of the rows before {@code covered}. */
  ValuePostings(ValueRows rows, int covered) {
    this.rows = rows;
    this.covered = covered;
  }

  /** The rows by value. */
  ValueRows rows() {
    return rows;
  }

  /** Notes that {@code row} was written since. Writer only. */
  void markDirty(int row) {
    if (row >= covered) {
      return;
    }
    long[] mask = dirty;
    if (mask == null) {
      mask = RowMask.create();
      dirty = mask;
    }
    if (!RowMask.contains(mask, row)) {
      RowMask.add(mask, row);
      dirtyCount++;
    }
  }

  /**
   * Whether so much has changed that a rebuild pays: the rows to look up one by one cost a reader
   * about 2 ns each, a rebuild about 10 ns a row, so it waits for a part of the chunk to change.
   */
  boolean isStale(int rowCount) {
    return dirtyCount >= Math.max(256, covered / 32)
        || rowCount - covered >= Math.max(1_024, covered / 4);
  }

  /** Whether every row before {@code rowEnd} is here as it is now. */
  boolean isComplete(int rowEnd) {
    return dirtyCount == 0 && rowEnd <= covered;
  }

  /** The first row that is not here. */
  int covered() {
    return covered;
  }

  /**
   * Sets {@code unsure} to the rows of {@code candidates} that must be looked up in the column.
   *
   * @return whether there are any; if not, {@code unsure} has anything in it
   */
  boolean unsure(long[] candidates, long[] unsure) {
    // Once: it may come into being meanwhile.
    long[] written = dirty;
    int coveredWords = covered >>> 6;
    long any = 0;
    if (written == null) {
      for (int w = coveredWords; w < RowMask.WORDS; w++) {
        any |= w == coveredWords ? candidates[w] & -1L << covered : candidates[w];
      }
      if (any == 0) {
        return false;
      }
    }
    for (int w = 0; w < RowMask.WORDS; w++) {
      long beyond = w < coveredWords ? 0 : w == coveredWords ? -1L << covered : -1L;
      unsure[w] = candidates[w] & (written == null ? beyond : written[w] | beyond);
      any |= unsure[w];
    }
    return any != 0;
  }

  /** Rows to look up in the column, of {@code rowCount}. */
  int unsureCount(int rowCount) {
    return dirtyCount + Math.max(0, rowCount - covered);
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    return 40 + rows.sizeBytes() + (dirty == null ? 0 : 16 + 8L * RowMask.WORDS);
  }
}
