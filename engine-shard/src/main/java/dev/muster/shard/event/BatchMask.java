// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.Arrays;

/**
 * The events of one batch as bits: {@code long[WORDS]}, event {@code i} of the batch in bit {@code
 * i % 64} of word {@code i / 64}. Bits from the size of the batch on are 0.
 */
final class BatchMask {

  /** Words of a mask. */
  static final int WORDS = EventBlock.BATCH_EVENTS / 64;

  /** Taking single values from their packing beats unpacking the batch below one in this many. */
  private static final int PROBED_SHARE = 8;

  private BatchMask() {}

  /** mask := the first {@code count} events. */
  static void fill(long[] mask, int count) {
    int whole = count >>> 6;
    Arrays.fill(mask, 0, whole, -1L);
    if (whole < WORDS) {
      mask[whole] = (1L << count) - 1;
      Arrays.fill(mask, whole + 1, WORDS, 0);
    }
  }

  /** Number of events. */
  static int cardinality(long[] mask) {
    int count = 0;
    for (int i = 0; i < WORDS; i++) {
      count += Long.bitCount(mask[i]);
    }
    return count;
  }

  /** Whether it is better to ask for each of the events left than to look at all {@code count}. */
  static boolean isSparse(long[] mask, int count) {
    return cardinality(mask) * PROBED_SHARE < count;
  }

  /** Whether there is no event. */
  static boolean isEmpty(long[] mask) {
    long any = 0;
    for (int i = 0; i < WORDS; i++) {
      any |= mask[i];
    }
    return any == 0;
  }

  /** Keeps the events whose row is in {@code rowMask}. */
  static void retainRows(long[] mask, char[] rows, int from, int count, long[] rowMask) {
    for (int base = 0; base < count; base += 64) {
      long kept = 0;
      for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
        int row = rows[from + base + i];
        kept |= (rowMask[row >>> 6] >>> row & 1L) << i;
      }
      mask[base >>> 6] &= kept;
    }
  }

  /** Keeps the events whose bit of {@code presence} is set. */
  static void retainBit(long[] mask, long[] presence, int from, int count, int bit) {
    for (int base = 0; base < count; base += 64) {
      long kept = 0;
      long word = mask[base >>> 6];
      if (Long.bitCount(word) * PROBED_SHARE < 64) {
        for (long bits = word; bits != 0; bits &= bits - 1) {
          int i = Long.numberOfTrailingZeros(bits);
          kept |= (presence[from + base + i] >>> bit & 1L) << i;
        }
      } else {
        for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
          kept |= (presence[from + base + i] >>> bit & 1L) << i;
        }
      }
      mask[base >>> 6] &= kept;
    }
  }

  /** Keeps the events set in {@code bits} from bit {@code from} on; one spare word is read. */
  static void retainBits(long[] mask, long[] bits, int from, int count) {
    int shift = from & 63;
    for (int i = 0, word = from >>> 6; i << 6 < count; i++, word++) {
      mask[i] &= bits[word] >>> shift | bits[word + 1] << 1 << 63 - shift;
    }
  }
}
