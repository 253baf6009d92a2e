// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * What the rows of a column chunk hold by all that has been written: their values, and a bit for
 * each that has one.
 *
 * <p>Both are overwritten in place by the writer until they must grow; then it makes new ones,
 * which it has to publish. See {@link ColumnChunk} for what readers may rely on.
 */
final class ColumnCells {

  /** No rows. */
  static final ColumnCells EMPTY = new ColumnCells(ColumnVector.EMPTY, new long[0]);

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
    RowMask.add(presence, row);
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

  /** Takes the value of {@code row} away, which has one. */
  void unset(int row) {
    RowMask.remove(presence, row);
  }

  /** These cells in as few bits as values between the bounds need; new ones if that is fewer. */
  ColumnCells packed(long min, long max) {
    ColumnVector smaller = vector.packed(min, max);
    return smaller == vector ? this : new ColumnCells(smaller, presence);
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

  /** Heap bytes, approximately. */
  long sizeBytes() {
    return vector.sizeBytes() + 8L * presence.length;
  }
}
