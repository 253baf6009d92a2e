// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * Finds the packed values between two bounds, without taking them out of their packing first.
 *
 * <p>What is looked for of few different values, such as a category, mostly is one code in lanes of
 * 8 bits: eight are then compared by some ten instructions.
 */
final class PackedRange {

  // The lowest bit of each lane; the others of a lane but the highest are made from them.
  private static final long BYTE_LANES = 0x0101_0101_0101_0101L;
  private static final long CHAR_LANES = 0x0001_0001_0001_0001L;

  // Times these, the lowest bits of the lanes stand together in the highest bits of the product:
  // the sum of 2^(56 - 7i) and that of 2^(60 - 15i).
  private static final long GATHERED_BYTES = 0x0102_0408_1020_4080L;
  private static final long GATHERED_CHARS = 0x1000_2000_4000_8000L;

  private PackedRange() {}

  /**
   * Clears the bits of {@code mask} whose value is not between {@code low} and {@code high}, both
   * included; bit i stands for value {@code from + i}. About 0.3 ns a value for one value in lanes,
   * else 1 to 2.
   *
   * @param buffer for {@link EventBlock#BATCH_EVENTS} values; left with anything
   */
  static void retain(
      PackedLongs values, long low, long high, int from, int count, long[] mask, long[] buffer) {
    long least = Math.max(low, values.min());
    long greatest = Math.min(high, values.max());
    if (least > greatest) {
      Arrays.fill(mask, 0, count + 63 >>> 6, 0);
    } else if (least > values.min() || greatest < values.max()) {
      long distance = least - values.min();
      boolean single = least == greatest;
      if (single && values.width() == Byte.SIZE && (from & 7) == 0) {
        retainByte(values.words(), distance * BYTE_LANES, from, count, mask, buffer);
      } else if (single && values.width() == Character.SIZE && (from & 3) == 0) {
        retainChar(values.words(), distance * CHAR_LANES, from, count, mask, buffer);
      } else {
        retainRange(values, distance, greatest - least, from, count, mask);
      }
    }
  }

  /**
   * The same as {@link #retain}, by looking only at the values left in {@code mask}: some 5 ns
   * each.
   */
  static void probe(PackedLongs values, long low, long high, int from, int count, long[] mask) {
    long least = Math.max(low, values.min());
    long greatest = Math.min(high, values.max());
    if (least > greatest) {
      BatchMask.fill(mask, 0);
      return;
    }
    long range = greatest - least;
    for (int base = 0; base < count; base += 64) {
      long kept = 0;
      for (long bits = mask[base >>> 6]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        kept |= RowMask.bitIfWithin(values.get(from + base + bit) - least, range) << bit;
      }
      mask[base >>> 6] = kept;
    }
  }

  /**
   * Keeps those of the first {@code count} of {@code indexes} whose value is between {@code low}
   * and {@code high}, both included, and tells how many. About 3 ns each: each is stored, and the
   * target advances only past those that are kept, so that there is nothing to mispredict.
   */
  static int retainListed(PackedLongs values, long low, long high, char[] indexes, int count) {
    long least = Math.max(low, values.min());
    long greatest = Math.min(high, values.max());
    if (least > greatest) {
      return 0;
    }
    long distance = least - values.min();
    long range = greatest - least;
    int kept = 0;
    if (values.width() == Character.SIZE) {
      long[] words = values.words();
      for (int i = 0; i < count; i++) {
        char index = indexes[i];
        indexes[kept] = index;
        long value = words[index >>> 2] >>> (index << 4) & 0xffff;
        kept += (int) RowMask.bitIfWithin(value - distance, range);
      }
    } else {
      for (int i = 0; i < count; i++) {
        char index = indexes[i];
        indexes[kept] = index;
        kept += (int) RowMask.bitIfWithin(values.get(index) - least, range);
      }
    }
    return kept;
  }

  /*
   * A lane is zero if neither its highest bit is set nor adding the greatest number of the lower
   * bits to those carries into it. No carry leaves a lane, so this is exact for all of them.
   */

  /*
   * Two loops: the first has nothing but what several words can be given at once by one instruction;
   * it marks lanes that are zero by their highest bits.
   */

  private static void retainByte(
      long[] words, long wanted, int from, int count, long[] mask, long[] marks) {
    int size = count + 7 >>> 3;
    markZeros(words, from >>> 3, size, wanted, ~(BYTE_LANES << 7), marks);
    Arrays.fill(marks, size, size + 7 & -8, 0);
    for (int w = 0, word = 0; word < size; w++, word += 8) {
      long kept = 0;
      for (int i = 0; i < 8; i++) {
        kept |= ((marks[word + i] >>> 7) * GATHERED_BYTES >>> 56) << (i << 3);
      }
      mask[w] &= kept;
    }
  }

  private static void retainChar(
      long[] words, long wanted, int from, int count, long[] mask, long[] marks) {
    int size = count + 3 >>> 2;
    markZeros(words, from >>> 2, size, wanted, ~(CHAR_LANES << 15), marks);
    Arrays.fill(marks, size, size + 15 & -16, 0);
    for (int w = 0, word = 0; word < size; w++, word += 16) {
      long kept = 0;
      for (int i = 0; i < 16; i++) {
        kept |= ((marks[word + i] >>> 15) * GATHERED_CHARS >>> 60) << (i << 2);
      }
      mask[w] &= kept;
    }
  }

  /** marks[i] := the highest bits of those lanes of words[at + i] that are those of wanted. */
  private static void markZeros(
      long[] words, int at, int size, long wanted, long lower, long[] marks) {
    for (int i = 0; i < size; i++) {
      long other = words[at + i] ^ wanted;
      marks[i] = ~((other & lower) + lower | other | lower);
    }
  }

  private static void retainRange(
      PackedLongs values, long distance, long range, int from, int count, long[] mask) {
    long[] words = values.words();
    int width = values.width();
    long lower = -1L >>> -width;
    for (int base = 0; base < count; base += 64) {
      if (mask[base >>> 6] != 0) {
        long kept = 0;
        long bit = (long) (from + base) * width;
        for (int i = 0, end = Math.min(64, count - base); i < end; i++, bit += width) {
          int word = (int) (bit >>> 6);
          int shift = (int) bit & 63;
          long value = (words[word] >>> shift | words[word + 1] << 1 << 63 - shift) & lower;
          kept |= RowMask.bitIfWithin(value - distance, range) << i;
        }
        mask[base >>> 6] &= kept;
      }
    }
  }
}
