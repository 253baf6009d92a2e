// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import java.util.Arrays;

/**
 * The rows of one chunk as bits: {@code long[WORDS]}, row {@code r} in bit {@code r % 64} of word
 * {@code r / 64}.
 *
 * <p>A plain array rather than a class: 8 KiB that stay in the first-level cache, and loops that
 * the JIT turns into vector instructions. These are the few operations that are more than one line.
 */
public final class RowMask {

  /** Rows in a chunk: one Roaring container, and a row fits in 16 bits. */
  public static final int ROWS = 65_536;

  /** Words of a mask. */
  public static final int WORDS = ROWS / 64;

  private RowMask() {}

  /** A mask without rows. */
  public static long[] create() {
    return new long[WORDS];
  }

  /** Whether {@code row} is in. */
  public static boolean contains(long[] mask, int row) {
    return (mask[row >>> 6] >>> row & 1L) != 0;
  }

  /** Puts {@code row} in. */
  public static void add(long[] mask, int row) {
    mask[row >>> 6] |= 1L << row;
  }

  /** Takes {@code row} out. */
  public static void remove(long[] mask, int row) {
    mask[row >>> 6] &= ~(1L << row);
  }

  /** Puts {@code row} in or takes it out. */
  public static void set(long[] mask, int row, boolean present) {
    if (present) {
      add(mask, row);
    } else {
      remove(mask, row);
    }
  }

  /** Number of rows. */
  public static int cardinality(long[] mask) {
    int count = 0;
    for (long word : mask) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Number of rows that are in both. */
  public static int andCardinality(long[] one, long[] other) {
    int count = 0;
    for (int i = 0; i < WORDS; i++) {
      count += Long.bitCount(one[i] & other[i]);
    }
    return count;
  }

  /** Whether there are more rows than {@code count}. Ends as soon as that is known. */
  public static boolean hasMoreThan(long[] mask, int count) {
    int found = 0;
    for (int from = 0; from < WORDS && found <= count; from += 64) {
      for (int w = from; w < from + 64; w++) {
        found += Long.bitCount(mask[w]);
      }
    }
    return found > count;
  }

  /** Whether there is no row. */
  public static boolean isEmpty(long[] mask) {
    long any = 0;
    for (long word : mask) {
      any |= word;
    }
    return any == 0;
  }

  /** target := target and other. */
  public static void and(long[] target, long[] other) {
    for (int i = 0; i < WORDS; i++) {
      target[i] &= other[i];
    }
  }

  /** target := one and other; may be either of them. */
  public static void and(long[] one, long[] other, long[] target) {
    for (int i = 0; i < WORDS; i++) {
      target[i] = one[i] & other[i];
    }
  }

  /** target := target and not other. */
  public static void andNot(long[] target, long[] other) {
    for (int i = 0; i < WORDS; i++) {
      target[i] &= ~other[i];
    }
  }

  /** target := one and not other; may be either of them. */
  public static void andNot(long[] one, long[] other, long[] target) {
    for (int i = 0; i < WORDS; i++) {
      target[i] = one[i] & ~other[i];
    }
  }

  /** target := target or other. */
  public static void or(long[] target, long[] other) {
    for (int i = 0; i < WORDS; i++) {
      target[i] |= other[i];
    }
  }

  /** target := other. */
  public static void copy(long[] other, long[] target) {
    System.arraycopy(other, 0, target, 0, WORDS);
  }

  /** target := all rows. */
  public static void fill(long[] target) {
    Arrays.fill(target, -1L);
  }

  /** target := no row. */
  public static void clear(long[] target) {
    Arrays.fill(target, 0);
  }

  /**
   * 1 if {@code distance <= width}, both unsigned, and 0 if not. By arithmetic: on values in no
   * order a comparison would become a branch that is mispredicted, three times as dear.
   */
  public static long bitIfWithin(long distance, long width) {
    long beyond = (~width & distance) | (~(width ^ distance) & (width - distance));
    return ~beyond >>> 63;
  }
}
