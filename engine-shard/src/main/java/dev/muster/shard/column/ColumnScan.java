// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * Tests the cells of a column vector, 64 rows at a time.
 *
 * <p>Per word of candidates: none are skipped, a few are probed one by one, otherwise all 64 cells
 * are compared without a branch and masked. The loops over ranges exist once per cell width because
 * that is what lets the JIT keep them tight.
 */
final class ColumnScan {

  /** Up to this many candidates in a word, single probes beat comparing all 64 cells. */
  private static final int PROBES_MAX = 8;

  private ColumnScan() {}

  /**
   * result := the candidates that have a value that passes. {@code result} may be {@code
   * candidates}.
   */
  static void evaluate(
      ColumnVector vector, long[] presence, LongTest test, long[] candidates, long[] result) {
    int words = vector.words();
    if (test instanceof LongTest.Range range) {
      range(vector, presence, range, candidates, result, words);
    } else if (test instanceof LongTest.Negation negation
        && negation.operand() instanceof LongTest.Range range) {
      // The complement of a range is what lies below or above it.
      outside(vector, presence, range, candidates, result, words);
    } else if (test instanceof LongTest.Codes codes && vector.width <= 4) {
      codes(vector, presence, codes.bits(), candidates, result, words);
    } else {
      for (int w = 0; w < words; w++) {
        result[w] = probe(vector, test, w, candidates[w] & presence[w]);
      }
    }
    Arrays.fill(result, words, RowMask.WORDS, 0);
  }

  private static long probe(ColumnVector vector, LongTest test, int word, long rows) {
    long kept = 0;
    while (rows != 0) {
      int bit = Long.numberOfTrailingZeros(rows);
      kept |= test.test(vector.get(word * 64 + bit)) ? 1L << bit : 0L;
      rows &= rows - 1;
    }
    return kept;
  }

  private static void outside(
      ColumnVector vector,
      long[] presence,
      LongTest.Range range,
      long[] candidates,
      long[] result,
      int words) {
    long low = vector.cellFrom(range.low());
    long high = vector.cellTo(range.high());
    for (int w = 0; w < words; w++) {
      long rows = candidates[w] & presence[w];
      result[w] = rows == 0 ? 0 : rows & ~inside(vector, low, high, w, rows);
    }
  }

  private static void range(
      ColumnVector vector,
      long[] presence,
      LongTest.Range range,
      long[] candidates,
      long[] result,
      int words) {
    long low = vector.cellFrom(range.low());
    long high = vector.cellTo(range.high());
    for (int w = 0; w < words; w++) {
      long rows = candidates[w] & presence[w];
      result[w] = rows == 0 ? 0 : rows & inside(vector, low, high, w, rows);
    }
  }

  /**
   * Bits of the rows of {@code word} whose cell lies in [{@code low}, {@code high}]; right for
   * {@code rows} only.
   */
  private static long inside(ColumnVector vector, long low, long high, int word, long rows) {
    if (low > high) {
      return 0;
    }
    if (vector.width == 8) {
      return insideLongs(vector.longs, low, high, word);
    }
    if (Long.bitCount(rows) <= PROBES_MAX) {
      return insideProbed(vector, low, high, word, rows);
    }
    return switch (vector.width) {
      case 1 -> insideBytes(vector.bytes, (int) low, (int) high, word);
      case 2 -> insideShorts(vector.shorts, (int) low, (int) high, word);
      default -> insideInts(vector.ints, low, high, word);
    };
  }

  private static long insideProbed(
      ColumnVector vector, long lowCell, long highCell, int word, long rows) {
    long kept = 0;
    while (rows != 0) {
      int bit = Long.numberOfTrailingZeros(rows);
      long cell = vector.cell(word * 64 + bit);
      kept |= RowMask.bitIfWithin(cell - lowCell, highCell - lowCell) << bit;
      rows &= rows - 1;
    }
    return kept;
  }

  private static long insideBytes(byte[] cells, int low, int high, int word) {
    long kept = 0;
    int from = word * 64;
    for (int i = 0; i < 64; i++) {
      int cell = cells[from + i] & 0xFF;
      // The sign bit is set if either difference is negative.
      kept |= (long) (~((cell - low) | (high - cell)) >>> 31) << i;
    }
    return kept;
  }

  private static long insideShorts(short[] cells, int low, int high, int word) {
    long kept = 0;
    int from = word * 64;
    for (int i = 0; i < 64; i++) {
      int cell = cells[from + i] & 0xFFFF;
      kept |= (long) (~((cell - low) | (high - cell)) >>> 31) << i;
    }
    return kept;
  }

  private static long insideInts(int[] cells, long low, long high, int word) {
    long kept = 0;
    int from = word * 64;
    for (int i = 0; i < 64; i++) {
      long cell = cells[from + i] & 0xFFFF_FFFFL;
      kept |= (~((cell - low) | (high - cell)) >>> 63) << i;
    }
    return kept;
  }

  private static long insideLongs(long[] cells, long low, long high, int word) {
    long kept = 0;
    int from = word * 64;
    long width = high - low;
    for (int i = 0; i < 64; i++) {
      kept |= RowMask.bitIfWithin(cells[from + i] - low, width) << i;
    }
    return kept;
  }

  private static void codes(
      ColumnVector vector,
      long[] presence,
      long[] bits,
      long[] candidates,
      long[] result,
      int words) {
    for (int w = 0; w < words; w++) {
      long rows = candidates[w] & presence[w];
      long kept = 0;
      while (rows != 0) {
        int bit = Long.numberOfTrailingZeros(rows);
        long code = vector.get(w * 64 + bit);
        int word = (int) (code >>> 6);
        kept |= (word < bits.length ? bits[word] >>> code & 1L : 0L) << bit;
        rows &= rows - 1;
      }
      result[w] = kept;
    }
  }
}
