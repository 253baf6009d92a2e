// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * What the rows of a column chunk hold by all that has been written: their values, and a bit for
 * each that has one.
 *
 * <p>Both are overwritten in place by the writer until they must grow or be shared no longer; then
 * it makes new ones, which it has to publish. See {@link ColumnChunk} for what readers may rely on.
 *
 * <p>Columns in which every row of a full chunk has a value share one mask, which is never written
 * to: it is put in place of a column's own when there is time, and copied when a value is taken
 * away.
 */
final class ColumnCells {

  /** No rows. */
  static final ColumnCells EMPTY = new ColumnCells(ColumnVector.EMPTY, new long[0]);

  private static final long[] EVERY_ROW = RowMask.create();

  static {
    RowMask.fill(EVERY_ROW);
  }

  final ColumnVector vector;

  /** As many words as the vector has rows for. */
  final long[] presence;

  /** These values of the rows in {@code presence}, which is taken over. */
  ColumnCells(ColumnVector vector, long[] presence) {
    this.vector = vector;
    this.presence = presence;
  }

  /** Whether {@code row}, any of a chunk, has a value. */
  boolean has(int row) {
    return row < vector.capacity && RowMask.contains(presence, row);
  }

  /** Stores {@code code}, which must fit. */
  void set(int row, long code) {
    vector.set(row, code);
    if (presence != EVERY_ROW) {
      RowMask.add(presence, row);
    }
  }

  /**
   * These cells with room for {@code row} and {@code code}; what is here lies between the bounds.
   *
   * <p>A mask that need not grow is taken along: whoever still reads the cells of before decides
   * anew the rows that are put in from now on.
   */
  ColumnCells widened(int row, long code, long min, long max) {
    ColumnVector wider = vector.widened(row, code, min, max);
    return new ColumnCells(
        wider,
        wider.capacity == vector.capacity ? presence : Arrays.copyOf(presence, wider.words()));
  }

  /** These cells without the value of {@code row}, which has one; new ones if its bit is shared. */
  ColumnCells without(int row) {
    ColumnCells owned = presence == EVERY_ROW ? new ColumnCells(vector, EVERY_ROW.clone()) : this;
    RowMask.remove(owned.presence, row);
    return owned;
  }

  /**
   * These cells in as little memory as they need, for values between the bounds; new ones if that
   * is less.
   */
  ColumnCells packed(long min, long max) {
    ColumnVector smaller = vector.packed(min, max);
    boolean shares = presence != EVERY_ROW && Arrays.equals(presence, EVERY_ROW);
    return smaller == vector && !shares
        ? this
        : new ColumnCells(smaller, shares ? EVERY_ROW : presence);
  }

  /** result := the candidates that have a value. */
  void present(long[] candidates, long[] result) {
    int words = vector.words();
    for (int i = 0; i < words; i++) {
      result[i] = candidates[i] & presence[i];
    }
    Arrays.fill(result, words, RowMask.WORDS, 0);
  }

  /** result := the candidates that have a value and are not among {@code excluded}. */
  void presentWithout(long[] excluded, long[] candidates, long[] result) {
    int words = vector.words();
    for (int i = 0; i < words; i++) {
      result[i] = candidates[i] & presence[i] & ~excluded[i];
    }
    Arrays.fill(result, words, RowMask.WORDS, 0);
  }

  /** Heap bytes, approximately; none of what is shared. */
  long sizeBytes() {
    return vector.sizeBytes() + (presence == EVERY_ROW ? 0 : 8L * presence.length);
  }
}
