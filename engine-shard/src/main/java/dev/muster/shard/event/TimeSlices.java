// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * A stretch of time cut into slices of 2^exponent UTC days, as {@link DaySpan}s are: so a run lies
 * in one slice if its span is not longer. Immutable.
 */
final class TimeSlices {

  /** Slices at most: over 11 years of single days; of longer stretches, slices are longer. */
  static final int COUNT_MAX = 4_096;

  /** Almost 3,000 years; longer ones are of no use and would not be exact in a double. */
  private static final int EXPONENT_MAX = 20;

  /**
   * Half a millisecond keeps every instant so far from the edges of its slice that rounding does
   * not move it into another: 2^-50 of the longest time covered, and a double errs by 2^-52.
   */
  private static final double OFF_EDGE = 0.5;

  private final long minTime;
  private final long maxTime;
  private final int exponent;
  private final long origin;
  private final double slicesPerMilli;
  private final int count;

  /**
   * Covers the instants from {@code minTime} to {@code maxTime}, at most {@link
   * RowInstants#RANGE_MAX} apart.
   *
   * @param exponentMin slices are at least so long
   */
  TimeSlices(long minTime, long maxTime, int exponentMin) {
    this.minTime = minTime;
    this.maxTime = maxTime;
    int days = exponentMin;
    while ((DaySpan.day(maxTime) >> days) - (DaySpan.day(minTime) >> days) >= COUNT_MAX) {
      days++;
    }
    this.exponent = days;
    this.origin = (DaySpan.day(minTime) >> days << days) * DaySpan.DAY_MILLIS;
    this.slicesPerMilli = 1.0 / lengthMillis();
    this.count = indexOf(maxTime) + 1;
  }

  /** The longest slices that are not longer than {@code millis}, but at least days. */
  static TimeSlices notLongerThan(long millis, long minTime, long maxTime) {
    int exponent = 0;
    while (exponent < EXPONENT_MAX && DaySpan.DAY_MILLIS << exponent + 1 <= millis) {
      exponent++;
    }
    return new TimeSlices(minTime, maxTime, exponent);
  }

  private long lengthMillis() {
    return DaySpan.DAY_MILLIS << exponent;
  }

  /** The same time in slices twice as long. */
  TimeSlices coarser() {
    return new TimeSlices(minTime, maxTime, exponent + 1);
  }

  /** How many slices, at least one. */
  int count() {
    return count;
  }

  /** How many slices back an event may lie that is at most {@code millis} before another one. */
  int reach(long millis) {
    return (int) Math.min(count - 1, (millis + lengthMillis() - 1) / lengthMillis());
  }

  /** The first instant of {@code slice}. */
  long start(int slice) {
    return origin + slice * lengthMillis();
  }

  /** The slice that {@code epochMillis}, one of the instants covered, lies in. */
  int indexOf(long epochMillis) {
    // A product instead of a quotient, which costs several times as much.
    return (int) ((epochMillis - origin + OFF_EDGE) * slicesPerMilli);
  }
}
