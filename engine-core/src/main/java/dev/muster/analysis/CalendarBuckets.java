// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.TimeRange;
import java.time.Instant;
import java.util.Arrays;

/**
 * A range of time divided into the calendar units it touches, in order and without gap; the first
 * and the last one are cut where the range is.
 *
 * <p>Immutable; 8 bytes each, and at most {@link #COUNT_MAX}, to which {@link Lifecycle#buckets}
 * adds one.
 */
public final class CalendarBuckets {

  /** Most buckets: 27 years of days, 13 months of hours. */
  public static final int COUNT_MAX = 10_000;

  /** Where each begins, and where the last one ends; strictly increasing. */
  private final long[] edges;

  private CalendarBuckets(long[] edges) {
    this.edges = edges;
  }

  /**
   * The units of {@code range}, which must not be empty. O(buckets).
   *
   * @throws IllegalArgumentException if there are more than {@link #COUNT_MAX}
   */
  public static CalendarBuckets of(CalendarUnits units, TimeRange range) {
    return of(units, range, COUNT_MAX);
  }

  /** The same with up to {@code countMax} buckets. */
  static CalendarBuckets of(CalendarUnits units, TimeRange range, int countMax) {
    if (range.isEmpty()) {
      throw new IllegalArgumentException("a range of buckets must not be empty, range=" + range);
    }
    long[] edges = new long[countMax + 1];
    edges[0] = range.fromMillis();
    int count = 0;
    while (edges[count] < range.toMillis()) {
      if (count == countMax) {
        throw new IllegalArgumentException(
            "a range may have at most "
                + countMax
                + " buckets, unit="
                + units.unit()
                + " from="
                + Instant.ofEpochMilli(range.fromMillis())
                + " to="
                + Instant.ofEpochMilli(range.toMillis()));
      }
      edges[count + 1] = Math.min(units.endOf(edges[count]), range.toMillis());
      count++;
    }
    return new CalendarBuckets(Arrays.copyOf(edges, count + 1));
  }

  /** How many; at least 1. */
  public int count() {
    return edges.length - 1;
  }

  /** Where bucket {@code index} begins. */
  public long fromMillis(int index) {
    return edges[index];
  }

  /** Where bucket {@code index} ends; its first instant outside. */
  public long toMillis(int index) {
    return edges[index + 1];
  }

  /** All of them together. */
  public TimeRange range() {
    return new TimeRange(edges[0], edges[edges.length - 1]);
  }

  /** The bucket that {@code millis} lies in, or -1 if it lies outside the range. O(log buckets). */
  public int indexOf(long millis) {
    return range().contains(millis) ? search(0, millis) : -1;
  }

  /**
   * The same for an instant inside the range that lies in bucket {@code hint} or a later one. O(1)
   * if it lies in that one.
   */
  public int indexOf(long millis, int hint) {
    return millis < edges[hint + 1] ? hint : search(hint + 1, millis);
  }

  private int search(int from, long millis) {
    int found = Arrays.binarySearch(edges, from, edges.length, millis);
    return found >= 0 ? found : -found - 2;
  }
}
