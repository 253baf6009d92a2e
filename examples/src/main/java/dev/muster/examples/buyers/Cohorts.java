// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.analysis.Retention;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Retention by month as a triangle: each cohort only has the months that have begun, and months in
 * which nobody bought for the first time have no cohort. Immutable.
 *
 * @param all every cohort with customers, in order
 * @param intervals months asked for, that of the first purchase included
 */
record Cohorts(List<Cohort> all, int intervals) {

  /**
   * The customers of one month.
   *
   * @param month of their first purchase
   * @param profiles how many
   * @param intervals who bought again, by months since; the last one may not be over
   */
  record Cohort(YearMonth month, long profiles, List<Retention.Interval> intervals) {

    /** The part of the customers that bought again in interval {@code index}, in [0, 1]. */
    double share(int index) {
      return (double) intervals.get(index).retained() / profiles;
    }
  }

  Cohorts {
    all = List.copyOf(all);
  }

  /**
   * The triangle in {@code result}.
   *
   * @param lastMonth the last month that has begun
   * @param zone whose months they are
   */
  static Cohorts of(Retention.Result result, YearMonth lastMonth, ZoneId zone) {
    List<Cohort> cohorts =
        result.cohorts().stream()
            .filter(cohort -> cohort.profiles() > 0)
            .map(cohort -> begun(cohort, lastMonth, zone))
            .toList();
    return new Cohorts(cohorts, result.total().intervals().size());
  }

  private static Cohort begun(Retention.Cohort cohort, YearMonth lastMonth, ZoneId zone) {
    YearMonth month = month(cohort.from(), zone);
    List<Retention.Interval> intervals = cohort.intervals();
    long begun = Math.max(1, ordinal(lastMonth) - ordinal(month) + 1);
    return new Cohort(
        month, cohort.profiles(), intervals.subList(0, (int) Math.min(intervals.size(), begun)));
  }

  /** The month that {@code instant} lies in. */
  static YearMonth month(Instant instant, ZoneId zone) {
    return YearMonth.from(instant.atZone(zone));
  }

  /** Months since the year 0. */
  static long ordinal(YearMonth month) {
    return month.getYear() * 12L + month.getMonthValue() - 1;
  }

  /** The customers of all cohorts. */
  long profiles() {
    return all.stream().mapToLong(Cohort::profiles).sum();
  }

  /** The {@code max} latest cohorts. */
  List<Cohort> latest(int max) {
    return all.subList(Math.max(0, all.size() - max), all.size());
  }

  /**
   * The part of the customers that bought again in interval {@code index}, over those cohorts for
   * which it is over; none if there is no such cohort.
   */
  OptionalDouble average(int index) {
    long retained = 0;
    long profiles = 0;
    for (Cohort cohort : all) {
      if (index < cohort.intervals().size() && cohort.intervals().get(index).complete()) {
        retained += cohort.intervals().get(index).retained();
        profiles += cohort.profiles();
      }
    }
    return profiles == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) retained / profiles);
  }
}
