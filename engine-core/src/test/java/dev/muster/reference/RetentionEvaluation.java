// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.CalendarUnits;
import dev.muster.analysis.Retention;
import dev.muster.analysis.Retention.Cohort;
import dev.muster.analysis.Retention.Counting;
import dev.muster.analysis.Retention.Interval;
import dev.muster.analysis.RetentionInterval;
import dev.muster.predicate.TimeRange;
import dev.muster.profile.ProfileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks of each cohort, profile and interval whether one of the profile's events lies in it. */
final class RetentionEvaluation {

  private final Retention retention;
  private final ReferenceEngine engine;
  private final long nowMillis;

  RetentionEvaluation(Retention retention, ReferenceEngine engine, long nowMillis) {
    this.retention = retention;
    this.engine = engine;
    this.nowMillis = nowMillis;
  }

  Retention.Result evaluate(Set<ProfileId> audience) {
    CalendarBuckets buckets = retention.timeline().at(nowMillis);
    List<Cohort> cohorts = new ArrayList<>();
    for (int i = 0; i < buckets.count(); i++) {
      cohorts.add(
          cohort(audience, buckets, new TimeRange(buckets.fromMillis(i), buckets.toMillis(i))));
    }
    List<Interval> totals = new ArrayList<>();
    for (int i = 0; i < retention.intervals(); i++) {
      int interval = i;
      totals.add(
          new Interval(
              cohorts.stream().mapToLong(c -> c.intervals().get(interval).retained()).sum(),
              cohorts.stream().allMatch(c -> c.intervals().get(interval).complete())));
    }
    return new Retention.Result(
        cohorts,
        new Cohort(
            Instant.ofEpochMilli(buckets.range().fromMillis()),
            Instant.ofEpochMilli(buckets.range().toMillis()),
            cohorts.stream().mapToLong(Cohort::profiles).sum(),
            totals));
  }

  private Cohort cohort(Set<ProfileId> audience, CalendarBuckets timeline, TimeRange cohort) {
    long profiles = 0;
    long[] retained = new long[retention.intervals()];
    for (ProfileId profileId : audience) {
      List<ReferenceEvent> starts =
          engine.past(profileId, retention.start(), nowMillis).stream()
              .filter(event -> timeline.range().contains(event.epochMillis()))
              .toList();
      if (!starts.isEmpty() && cohort.contains(starts.get(0).epochMillis())) {
        profiles++;
        for (int i = 0; i < retained.length; i++) {
          retained[i] += isRetained(profileId, starts, i) ? 1 : 0;
        }
      }
    }
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < retained.length; i++) {
      boolean complete = interval(cohort.toMillis() - 1, i).toMillis() <= nowMillis;
      intervals.add(new Interval(retained[i], complete));
    }
    return new Cohort(
        Instant.ofEpochMilli(cohort.fromMillis()),
        Instant.ofEpochMilli(cohort.toMillis()),
        profiles,
        intervals);
  }

  /** Whichever of several first start events is taken for the start, another one is a return. */
  private boolean isRetained(ProfileId profileId, List<ReferenceEvent> starts, int index) {
    long started = starts.get(0).epochMillis();
    TimeRange interval = interval(started, index);
    for (ReferenceEvent start : starts) {
      for (ReferenceEvent event : engine.past(profileId, retention.comeback(), nowMillis)) {
        boolean later =
            retention.counting() == Counting.IN_OR_AFTER
                && event.epochMillis() >= interval.toMillis();
        if (start.epochMillis() == started
            && event.epochMillis() >= started
            && !event.equals(start)
            && (later || interval.contains(event.epochMillis()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Interval {@code index} of a profile that started at {@code started}. */
  private TimeRange interval(long started, int index) {
    if (retention.interval() instanceof RetentionInterval.Rolling rolling) {
      long length = rolling.length().toMillis();
      return new TimeRange(started + index * length, started + (index + 1) * length);
    }
    CalendarUnits units = ((RetentionInterval.Calendar) retention.interval()).units();
    long from = units.startOf(started);
    for (int i = 0; i < index; i++) {
      from = units.endOf(from);
    }
    return new TimeRange(from, units.endOf(from));
  }
}
