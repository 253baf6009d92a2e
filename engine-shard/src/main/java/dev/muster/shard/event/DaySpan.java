// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import org.jspecify.annotations.Nullable;

/**
 * The UTC days {@code index * 2^exponent .. (index + 1) * 2^exponent}, counted from the epoch. Two
 * spans are disjoint, or one lies in the other.
 *
 * @param exponent 0 for single days
 * @param index negative before 1970
 */
record DaySpan(int exponent, long index) {

  static final long DAY_MILLIS = 86_400_000L;

  /** The day that {@code epochMillis} lies in. */
  static long day(long epochMillis) {
    return Math.floorDiv(epochMillis, DAY_MILLIS);
  }

  /** Whether {@code epochMillis} lies inside. */
  boolean contains(long epochMillis) {
    return day(epochMillis) >> exponent == index;
  }

  /** Whether all days of {@code other} are among these. */
  boolean contains(DaySpan other) {
    return other.exponent <= exponent && other.index >> exponent - other.exponent == index;
  }

  /** The least span that has both; null if only one of them lies before 1970. */
  @Nullable DaySpan with(DaySpan other) {
    int coarser = Math.max(exponent, other.exponent);
    long one = index >> coarser - exponent;
    long two = other.index >> coarser - other.exponent;
    if ((one ^ two) < 0) {
      return null;
    }
    int more = Long.SIZE - Long.numberOfLeadingZeros(one ^ two);
    return new DaySpan(coarser + more, one >> more);
  }

  /** The earlier half if {@code which} is 0, the later one if it is 1; not of a single day. */
  DaySpan half(int which) {
    return new DaySpan(exponent - 1, 2 * index + which);
  }
}
