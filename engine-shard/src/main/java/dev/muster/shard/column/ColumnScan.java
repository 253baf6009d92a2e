// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * Tests the cells of a column vector, 64 rows at a time.
 *
 * <p>Per word of candidates: none are skipped, a few are probed one by one, otherwise all 64 cells
 * are compared without a branch and masked: four or two of them from one load of eight bytes, which
 * is what makes bits that begin anywhere as cheap as elements of arrays.
 */
final class ColumnScan {

  /** Up to this many candidates in a word, single probes beat comparing all 64 cells. */
  private static final int PROBES_MAX = 8;

  /** Up to this many bits, and of 16, eight bytes hold four cells whatever bit they begin with. */
  private static final int FOUR_BITS_MAX = 14;

  /** Up to this many bits, they hold two. */
  private static final int TWO_BITS_MAX = 28;

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
    } else if (test instanceof LongTest.Codes codes && vector.bits <= Integer.SIZE) {
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
    int bits = vector.bits;
    if (bits == Long.SIZE) {
      return insideValues(vector, low, high, word);
    }
    if (Long.bitCount(rows) <= PROBES_MAX) {
      return insideProbed(vector, low, high, word, rows);
    }
    if (bits == 0) {
      // All cells are 0, and so are the bounds.
      return -1;
    }
    if (bits <= FOUR_BITS_MAX || bits == Short.SIZE) {
      return insideByFour(vector, low, high, word);
    }
    return bits <= TWO_BITS_MAX
        ? insideByTwo(vector, low, high, word)
        : insideByOne(vector, low, high, word);
  }

  private static long insideProbed(ColumnVector vector, long low, long high, int word, long rows) {
    long outside = 0;
    while (rows != 0) {
      int bit = Long.numberOfTrailingZeros(rows);
      outside |= bitIfOutside(vector.cell(word * 64 + bit), low, high) << bit;
      rows &= rows - 1;
    }
    return ~outside;
  }

  /** Four cells in one load, every other one at a time: the one between has room for a carry. */
  private static long insideByFour(ColumnVector vector, long low, long high, int word) {
    int bits = vector.bits;
    long lanes = 1 | 1L << 2 * bits;
    long mask = ((1L << bits) - 1) * lanes;
    // The bit above a cell is set if it is not less than low, and if it is not greater than high.
    long carry = lanes << bits;
    long notBelow = carry - low * lanes;
    long notAbove = carry + high * lanes;
    long kept = 0;
    int from = word * 64;
    for (int i = 0; i < 64; i += 4) {
      long cells = vector.cellsFrom(from + i);
      long even = cells & mask;
      long odd = cells >>> bits & mask;
      long found =
          (even + notBelow & notAbove - even & carry)
              | (odd + notBelow & notAbove - odd & carry) << 1;
      kept |= (found >>> bits & 3 | found >>> 3 * bits - 2) << i;
    }
    return kept;
  }

  /** Two cells in one load, and two loads at a time; the second cell is compared in its place. */
  private static long insideByTwo(ColumnVector vector, long low, long high, int word) {
    int bits = vector.bits;
    long first = (1L << bits) - 1;
    long both = (1L << 2 * bits) - 1;
    long secondLow = low << bits;
    long secondHigh = high << bits | first;
    long outside = 0;
    int from = word * 64;
    for (int i = 0; i < 64; i += 4) {
      long cells = vector.cellsFrom(from + i);
      long more = vector.cellsFrom(from + i + 2);
      outside |=
          (bitIfOutside(cells & first, low, high)
                  | bitIfOutside(cells & both, secondLow, secondHigh) << 1
                  | bitIfOutside(more & first, low, high) << 2
                  | bitIfOutside(more & both, secondLow, secondHigh) << 3)
              << i;
    }
    return ~outside;
  }

  private static long insideByOne(ColumnVector vector, long low, long high, int word) {
    long outside = 0;
    int from = word * 64;
    for (int i = 0; i < 64; i += 4) {
      int row = from + i;
      outside |=
          (bitIfOutside(vector.cell(row), low, high)
                  | bitIfOutside(vector.cell(row + 1), low, high) << 1
                  | bitIfOutside(vector.cell(row + 2), low, high) << 2
                  | bitIfOutside(vector.cell(row + 3), low, high) << 3)
              << i;
    }
    return ~outside;
  }

  /** Of numbers that are not negative: the sign is set if either difference is. */
  private static long bitIfOutside(long number, long low, long high) {
    return ((number - low) | (high - number)) >>> 63;
  }

  /** Of cells of 64 bits, whose differences may pass the longs. */
  private static long insideValues(ColumnVector vector, long low, long high, int word) {
    long kept = 0;
    int from = word * 64;
    long width = high - low;
    for (int i = 0; i < 64; i++) {
      kept |= RowMask.bitIfWithin(vector.cell(from + i) - low, width) << i;
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
