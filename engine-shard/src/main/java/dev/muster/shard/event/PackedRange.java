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
   */
  static void retain(PackedLongs values, long low, long high, int from, int count, long[] mask) {
    long least = Math.max(low, values.min());
    long greatest = Math.min(high, values.max());
    if (least > greatest) {
      Arrays.fill(mask, 0, count + 63 >>> 6, 0);
    } else if (least > values.min() || greatest < values.max()) {
      long distance = least - values.min();
      boolean single = least == greatest;
      if (single && values.width() == Byte.SIZE && (from & 7) == 0) {
        retainByte(values.words(), distance * BYTE_LANES, from, count, mask);
      } else if (single && values.width() == Character.SIZE && (from & 3) == 0) {
        retainChar(values.words(), distance * CHAR_LANES, from, count, mask);
      } else {
        retainRange(values, distance, greatest - least, from, count, mask);
      }
    }
  }

  /*
   * A lane is zero if neither its highest bit is set nor adding the greatest number of the lower
   * bits to those carries into it. No carry leaves a lane, so this is exact for all of them.
   */

  private static void retainByte(long[] words, long wanted, int from, int count, long[] mask) {
    long lower = ~(BYTE_LANES << 7);
    int word = from >>> 3;
    for (int base = 0; base < count; base += 64, word += 8) {
      if (mask[base >>> 6] != 0) {
        long kept = 0;
        for (int i = 0, end = Math.min(8, count - base + 7 >>> 3); i < end; i++) {
          long other = words[word + i] ^ wanted;
          long equal = ~((other & lower) + lower | other | lower) >>> 7;
          kept |= (equal * GATHERED_BYTES >>> 56) << (i << 3);
        }
        mask[base >>> 6] &= kept;
      }
    }
  }

  private static void retainChar(long[] words, long wanted, int from, int count, long[] mask) {
    long lower = ~(CHAR_LANES << 15);
    int word = from >>> 2;
    for (int base = 0; base < count; base += 64, word += 16) {
      if (mask[base >>> 6] != 0) {
        long kept = 0;
        for (int i = 0, end = Math.min(16, count - base + 3 >>> 2); i < end; i++) {
          long other = words[word + i] ^ wanted;
          long equal = ~((other & lower) + lower | other | lower) >>> 15;
          kept |= (equal * GATHERED_CHARS >>> 60) << (i << 2);
        }
        mask[base >>> 6] &= kept;
      }
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
