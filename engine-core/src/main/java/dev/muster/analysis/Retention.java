// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.TimeRange;
import dev.muster.schema.EventSource;
import java.time.Instant;
import java.util.List;

/**
 * How many of the profiles that started something came back, and how long after.
 *
 * <p>A profile starts with its first start event on the timeline, and belongs to the cohort of the
 * calendar unit that it lies in. It is retained in an interval if it has a return event in it: at
 * the instant of the start or later, and another event than that one. So with the same events as
 * start and return, interval 0 holds those that did it again. Returns count wherever they lie up to
 * {@code now}, also after the timeline's end. A timeline that begins before what retention keeps is
 * refused.
 *
 * @param start what starts
 * @param comeback what counts as coming back
 * @param timeline when it must have started; its units make the cohorts
 * @param interval what the time since is divided into
 * @param intervals how many are asked for, in [1, {@link #INTERVALS_MAX}]; with the cohorts at most
 *     {@link #CELLS_MAX} cells
 * @param counting whether coming back later counts as well
 */
public record Retention(
    EventPattern start,
    EventPattern comeback,
    Timeline timeline,
    RetentionInterval interval,
    int intervals,
    Counting counting)
    implements Analysis<Retention.Result> {

  /** Most intervals: a year of days. */
  public static final int INTERVALS_MAX = 366;

  /**
   * Most cohorts times intervals: more than two years of daily cohorts over a year of days. That is
   * a table of 2 MB in each worker and in the total, and an answer of some 10 MB.
   */
  public static final int CELLS_MAX = 250_000;

  /** When a profile counts for an interval. */
  public enum Counting {
    /** If it came back in it. */
    IN,
    /** If it came back in it or in any later one, also beyond the last one asked for. */
    IN_OR_AFTER
  }

  public Retention {
    if (intervals < 1 || intervals > INTERVALS_MAX) {
      throw new IllegalArgumentException(
          "intervals must be in [1, " + INTERVALS_MAX + "], intervals=" + intervals);
    }
    // How many units a timeline has does not depend on the instant.
    int cohorts = timeline.at(0).count();
    if ((long) cohorts * intervals > CELLS_MAX) {
      throw new IllegalArgumentException(
          "a retention may have at most "
              + CELLS_MAX
              + " cohorts times intervals, cohorts="
              + cohorts
              + " intervals="
              + intervals);
    }
  }

  /**
   * Of those who did {@code start}, who did {@code comeback} in each of the first {@code intervals}
   * intervals. The two name a type and perhaps a filter; they may be the same.
   */
  public static Retention of(
      EventSource start,
      EventSource comeback,
      Timeline timeline,
      int intervals,
      RetentionInterval interval) {
    return new Retention(
        EventPattern.of(start.selection()),
        EventPattern.of(comeback.selection()),
        timeline,
        interval,
        intervals,
        Counting.IN);
  }

  /**
   * The units that intervals are counted in: from that of the timeline's first instant up to the
   * {@code intervals}-th one after that of its last.
   *
   * @throws IllegalArgumentException if there are more than {@link CalendarBuckets#COUNT_MAX}
   */
  public CalendarBuckets intervalBuckets(CalendarUnits units, long nowMillis) {
    TimeRange starts = timeline.at(nowMillis).range();
    long to = units.endOf(starts.toMillis() - 1);
    for (int i = 0; i < intervals; i++) {
      to = units.endOf(to);
    }
    return CalendarBuckets.of(units, new TimeRange(units.startOf(starts.fromMillis()), to));
  }

  /** The same, and whoever comes back later counts as well: "unbounded" retention. */
  public Retention orAfter() {
    return new Retention(start, comeback, timeline, interval, intervals, Counting.IN_OR_AFTER);
  }

  /**
   * Who came back.
   *
   * @param cohorts one per unit of the timeline, in order, also those that nobody started in
   * @param total all cohorts together; an interval is complete if it is in every cohort
   */
  public record Result(List<Cohort> cohorts, Cohort total) {
    public Result {
      cohorts = List.copyOf(cohorts);
    }
  }

  /**
   * The profiles that started in one unit.
   *
   * @param from its first instant
   * @param to its first instant outside
   * @param profiles how many started in it
   * @param intervals who came back, in order
   */
  public record Cohort(Instant from, Instant to, long profiles, List<Interval> intervals) {
    public Cohort {
      intervals = List.copyOf(intervals);
    }
  }

  /**
   * How many came back in one interval.
   *
   * @param retained profiles
   * @param complete whether it has gone by even for one that started at the cohort's last instant;
   *     depends on {@code now} and not on who started
   */
  public record Interval(long retained, boolean complete) {}

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.retention(this);
  }
}
