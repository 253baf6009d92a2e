// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * The UTC days {@code index * 2^exponent .. (index + 1) * 2^exponent}, counted from the epoch. Two
 * spans are disjoint, or one lies in the other.
 *
 * @param exponent 0 for single days
 * @param index negative before 1970
 */
record DaySpan(int exponent, long index) {

  private static final long DAY_MILLIS = 86_400_000L;

  /** The day that {@code epochMillis} lies in. */
  static long day(long epochMillis) {
    return Math.floorDiv(epochMillis, DAY_MILLIS);
  }

  /** Whether {@code epochMillis} lies inside. */
  boolean contains(long epochMillis) {
    return day(epochMillis) >> exponent == index;
  }
}
