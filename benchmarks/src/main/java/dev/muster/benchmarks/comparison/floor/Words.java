// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import java.util.Arrays;

/** Loops over the words of one chunk; the second operand may be a part of a longer array. */
final class Words {

  private Words() {}

  /** Words for {@code rows}, filled up to whole chunks. */
  static long[] forRows(int rows) {
    return new long[chunks(rows) * RowSet.CHUNK_WORDS];
  }

  /** Chunks that {@code rows} take. */
  static int chunks(int rows) {
    return (rows + RowSet.CHUNK_ROWS - 1) / RowSet.CHUNK_ROWS;
  }

  static void clear(long[] words) {
    Arrays.fill(words, 0);
  }

  static void or(long[] words, long[] other, int from) {
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      words[i] |= other[from + i];
    }
  }

  /** Four at a time, so that {@code words} are read and written less often. */
  static void or(long[] words, long[] a, long[] b, long[] c, long[] d, int from) {
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      words[i] |= a[from + i] | b[from + i] | c[from + i] | d[from + i];
    }
  }

  static void and(long[] words, long[] other, int from) {
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      words[i] &= other[from + i];
    }
  }

  static int cardinality(long[] words) {
    int count = 0;
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }

  static void set(long[] words, int row) {
    words[row >>> 6] |= 1L << row;
  }
}
