// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

/**
 * An immutable set of rows in chunks of 65,536: the sorted low halves where a chunk has at most
 * 2,048 rows, else a bit for each. Four bytes a row at most, which is what makes a set for each day
 * and span of days affordable. Read by uniting it into the words of a chunk.
 */
final class RowSet {

  /** Rows of a chunk. */
  static final int CHUNK_ROWS = 1 << 16;

  /** Words that have a bit for each row of a chunk. */
  static final int CHUNK_WORDS = CHUNK_ROWS >> 6;

  /**
   * Bits are smaller from 4,096 rows on, but many times as fast to unite; so they may take twice
   * the space.
   */
  private static final int SPARSE_ROWS_MAX = 2_048;

  private final char[][] sparse;
  private final long[][] dense;
  private long cardinality;

  /** The rows whose bits are set in {@code bits}, which are of whole chunks. */
  RowSet(long[] bits) {
    int chunks = bits.length / CHUNK_WORDS;
    sparse = new char[chunks][];
    dense = new long[chunks][];
    for (int chunk = 0; chunk < chunks; chunk++) {
      long[] words = new long[CHUNK_WORDS];
      System.arraycopy(bits, chunk * CHUNK_WORDS, words, 0, CHUNK_WORDS);
      int count = Words.cardinality(words);
      cardinality += count;
      if (count > SPARSE_ROWS_MAX) {
        dense[chunk] = words;
      } else {
        sparse[chunk] = offsets(words, count);
      }
    }
  }

  private static char[] offsets(long[] words, int count) {
    char[] offsets = new char[count];
    int next = 0;
    for (int i = 0; i < CHUNK_WORDS; i++) {
      for (long word = words[i]; word != 0; word &= word - 1) {
        offsets[next++] = (char) (i << 6 | Long.numberOfTrailingZeros(word));
      }
    }
    return offsets;
  }

  /** Adds the rows of a chunk to {@code words}. */
  void orInto(int chunk, long[] words) {
    long[] bits = dense[chunk];
    if (bits != null) {
      Words.or(words, bits, 0);
      return;
    }
    for (char offset : sparse[chunk]) {
      words[offset >>> 6] |= 1L << offset;
    }
  }

  /** Takes the rows of a chunk out of {@code words}. */
  void andNotFrom(int chunk, long[] words) {
    long[] bits = dense[chunk];
    if (bits != null) {
      for (int i = 0; i < CHUNK_WORDS; i++) {
        words[i] &= ~bits[i];
      }
      return;
    }
    for (char offset : sparse[chunk]) {
      words[offset >>> 6] &= ~(1L << offset);
    }
  }

  /** Rows. */
  long cardinality() {
    return cardinality;
  }

  /** Bytes. */
  long sizeBytes() {
    long bytes = 0;
    for (int chunk = 0; chunk < dense.length; chunk++) {
      long[] bits = dense[chunk];
      bytes += bits == null ? sparse[chunk].length * 2L : bits.length * 8L;
    }
    return bytes;
  }
}
