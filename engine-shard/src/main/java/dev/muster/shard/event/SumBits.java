// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;

/**
 * Finds the rows of a chunk whose small sum lies between two bounds: a third of the time of testing
 * row by row.
 *
 * <p>Confined to one thread; keeps 72 KiB.
 */
final class SumBits {

  /*
   * A mask needs the bits of 64 neighbouring rows in one word, and the JIT makes no vector loop of
   * that. It does where the rows whose bits go into one number are far apart, and neighbouring
   * numbers are of neighbouring rows. So the rows are first taken in stripes: of QUARTER rows, then
   * halved until 32 of STRIPE rows have their bits in as many numbers. The distances must be
   * constants: of a distance in a variable the JIT cannot tell that it keeps reads and writes
   * apart. Then squares of 32 numbers are transposed, two at a time in the halves of longs, after
   * which the 32 bits of a number are of neighbouring rows.
   */

  private static final int QUARTER = RowMask.ROWS / 4;
  private static final int EIGHTH = RowMask.ROWS / 8;
  private static final int SIXTEENTH = RowMask.ROWS / 16;
  private static final int STRIPE = RowMask.ROWS / 32;

  private static final int STRIPE_WORDS = STRIPE / Long.SIZE;
  private static final long LOWER_HALVES = 0x0000_FFFF_0000_FFFFL;

  private final int[] bits = new int[QUARTER];
  private final long[] squares = new long[Integer.SIZE];
  private final long[] result = RowMask.create();

  /**
   * The rows whose element of {@code sums} is between {@code low} and {@code high}, both included.
   * No difference of a sum and a bound may leave 32 bits.
   *
   * @return a row mask; valid until the next call
   */
  long[] within(int[] sums, int low, int high) {
    takeQuarters(sums, low, high, bits);
    takeEighths(bits);
    takeSixteenths(bits);
    takeStripes(bits);
    for (int word = 0; word < STRIPE_WORDS; word++) {
      int from = word << 6;
      for (int i = 0; i < Integer.SIZE; i++) {
        squares[i] = bits[from + i] & 0xFFFF_FFFFL | (long) bits[from + 32 + i] << 32;
      }
      transpose(squares);
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        result[stripe(bit) * STRIPE_WORDS + word] = squares[bit];
      }
    }
    return result;
  }

  /**
   * The stripe whose rows have their bits in this place: eighths came after quarters, and so on.
   */
  private static int stripe(int bit) {
    return (bit & 3) << 3 | bit & 4 | bit >>> 2 & 2 | bit >>> 4;
  }

  private static void takeQuarters(int[] sums, int low, int high, int[] target) {
    for (int i = 0; i < QUARTER; i++) {
      int a = sums[i];
      int b = sums[i + QUARTER];
      int c = sums[i + 2 * QUARTER];
      int d = sums[i + 3 * QUARTER];
      target[i] =
          (~(a - low | high - a) >>> 31)
              | (~(b - low | high - b) >>> 31) << 1
              | (~(c - low | high - c) >>> 31) << 2
              | (~(d - low | high - d) >>> 31) << 3;
    }
  }

  private static void takeEighths(int[] bits) {
    for (int i = 0; i < EIGHTH; i++) {
      bits[i] |= bits[i + EIGHTH] << 4;
    }
  }

  private static void takeSixteenths(int[] bits) {
    for (int i = 0; i < SIXTEENTH; i++) {
      bits[i] |= bits[i + SIXTEENTH] << 8;
    }
  }

  private static void takeStripes(int[] bits) {
    for (int i = 0; i < STRIPE; i++) {
      bits[i] |= bits[i + STRIPE] << 16;
    }
  }

  /** In both halves, bit j of number i becomes bit i of number j. */
  private static void transpose(long[] squares) {
    long lower = LOWER_HALVES;
    for (int step = 16; step != 0; step >>= 1, lower ^= lower << step) {
      for (int i = 0; i < Integer.SIZE; i = i + step + 1 & ~step) {
        long other = (squares[i] >>> step ^ squares[i + step]) & lower;
        squares[i] ^= other << step;
        squares[i + step] ^= other;
      }
    }
  }
}
