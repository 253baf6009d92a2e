// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import java.util.Arrays;

/**
 * The distinct codes of a column chunk in ascending order, each with its ordinal: 0, 1, 2, …
 * Immutable.
 *
 * <p>Codes that lie close together are not stored: every code between the least and the greatest
 * then has an ordinal, whether it occurs or not.
 */
final class CodeOrder {

  /** Takes ordinals from one to another, the end excluded. */
  @FunctionalInterface
  interface Intervals {
    void add(int from, int to);
  }

  private static final int[] NO_CODES = {};

  private final long least;
  private final int size;

  /** Ascending; empty if every code from the least on has an ordinal. */
  private final int[] codes;

  private CodeOrder(long least, int size, int[] codes) {
    this.least = least;
    this.size = size;
    this.codes = codes;
  }

  /** The {@code size} codes from {@code least} on. */
  static CodeOrder dense(long least, int size) {
    return new CodeOrder(least, size, NO_CODES);
  }

  /** These codes, which ascend. At least one. */
  static CodeOrder sparse(int[] codes) {
    return new CodeOrder(codes[0], codes.length, codes);
  }

  /** How many ordinals there are. */
  int size() {
    return size;
  }

  /** The code of an ordinal. */
  long code(int ordinal) {
    return codes.length == 0 ? least + ordinal : codes[ordinal];
  }

  /** The ordinal of {@code code}, or -1. */
  int ordinal(long code) {
    int ordinal = ceiling(code);
    return ordinal < size && code(ordinal) == code ? ordinal : -1;
  }

  /** The least ordinal whose code is {@code code} or greater; the size if there is none. */
  int ceiling(long code) {
    if (code <= least) {
      return 0;
    }
    if (codes.length == 0) {
      long distance = code - least;
      // A distance that has overflowed is negative.
      return distance < 0 || distance > size ? size : (int) distance;
    }
    if (code > codes[size - 1]) {
      return size;
    }
    int found = Arrays.binarySearch(codes, (int) code);
    return found < 0 ? -found - 1 : found;
  }

  /** The least ordinal whose code is greater than {@code code}; the size if there is none. */
  int above(long code) {
    return code == Long.MAX_VALUE ? size : ceiling(code + 1);
  }

  /** Hands over the ordinals whose codes pass, ascending, none twice. */
  void forEachPassing(LongTest test, Intervals intervals) {
    if (test instanceof LongTest.Range range) {
      int from = ceiling(range.low());
      int to = above(range.high());
      if (from < to) {
        intervals.add(from, to);
      }
    } else if (test instanceof LongTest.Codes wanted && wanted.bits().length < size) {
      forEachOf(wanted.bits(), intervals);
    } else {
      int from = -1;
      for (int ordinal = 0; ordinal < size; ordinal++) {
        boolean passes = test.test(code(ordinal));
        if (passes && from < 0) {
          from = ordinal;
        } else if (!passes && from >= 0) {
          intervals.add(from, ordinal);
          from = -1;
        }
      }
      if (from >= 0) {
        intervals.add(from, size);
      }
    }
  }

  private void forEachOf(long[] codeBits, Intervals intervals) {
    for (int w = 0; w < codeBits.length; w++) {
      for (long bits = codeBits[w]; bits != 0; bits &= bits - 1) {
        int ordinal = ordinal(w * 64L + Long.numberOfTrailingZeros(bits));
        if (ordinal >= 0) {
          intervals.add(ordinal, ordinal + 1);
        }
      }
    }
  }

  /**
   * What the codes that pass have in all.
   *
   * @param before what the codes before an ordinal have; one element more than there are ordinals
   */
  long count(LongTest test, int[] before) {
    var counted =
        new Intervals() {
          private long count;

          @Override
          public void add(int from, int to) {
            count += before[to] - before[from];
          }
        };
    forEachPassing(test, counted);
    return counted.count;
  }

  /** Heap bytes of the array. */
  long sizeBytes() {
    return 4L * codes.length;
  }
}
