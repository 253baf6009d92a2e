// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;

/**
 * An immutable set of rows of one chunk: sorted numbers while it is sparse, bits when it is dense,
 * whichever is smaller (the two main container kinds of Roaring).
 */
final class RowSet {

  /** Up to here sorted 16-bit rows take no more than the 8 KiB of bits. */
  private static final int SPARSE_MAX = 4_096;

  private static final char[] NO_ROWS = {};
  private static final long[] NO_WORDS = {};

  private final char[] rows;
  private final long[] words;
  private final int cardinality;

  private RowSet(char[] rows, long[] words, int cardinality) {
    this.rows = rows;
    this.words = words;
    this.cardinality = cardinality;
  }

  /** The rows of {@code sorted} from {@code from} to {@code to}, the end excluded. */
  static RowSet of(char[] sorted, int from, int to) {
    int count = to - from;
    if (count <= SPARSE_MAX) {
      char[] copy = new char[count];
      System.arraycopy(sorted, from, copy, 0, count);
      return new RowSet(copy, NO_WORDS, count);
    }
    long[] words = RowMask.create();
    for (int i = from; i < to; i++) {
      RowMask.add(words, sorted[i]);
    }
    return new RowSet(NO_ROWS, words, count);
  }

  /** Number of rows. */
  int cardinality() {
    return cardinality;
  }

  /** mask := mask or this. */
  void orInto(long[] mask) {
    if (words.length > 0) {
      RowMask.or(mask, words);
    } else {
      for (char row : rows) {
        RowMask.add(mask, row);
      }
    }
  }

  /** Heap bytes of the arrays. */
  long sizeBytes() {
    return 48 + 2L * rows.length + 8L * words.length;
  }
}
