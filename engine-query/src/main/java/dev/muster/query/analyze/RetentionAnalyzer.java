// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.Retention;
import dev.muster.analysis.Retention.Counting;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.event.MarkedEvents;
import dev.muster.shard.event.MarkedPattern;
import dev.muster.shard.event.PatternScan;
import dev.muster.shard.event.SequencePattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the first start of each profile, and the intervals since then that it came back in.
 *
 * @param cohorts the timeline
 * @param elapsed numbers the time since a start
 * @param start start events, all within the timeline
 * @param comeback return events from the timeline's begin up to now
 */
record RetentionAnalyzer(
    Retention retention,
    CalendarBuckets cohorts,
    ElapsedIntervals elapsed,
    SequencePattern start,
    SequencePattern comeback,
    long nowMillis)
    implements Analyzer<RetentionAnalyzer.Triangle, Retention.Result> {

  private static final long START = 1;
  private static final long COMEBACK = 2;

  @Override
  public Triangle accumulator() {
    return new Triangle(this);
  }

  @Override
  public Retention.Result answer(Triangle total, StopCheck stop) {
    List<Retention.Cohort> results = new ArrayList<>();
    long profiles = 0;
    long[] retained = new long[retention.intervals()];
    boolean[] complete = new boolean[retention.intervals()];
    Arrays.fill(complete, true);
    for (int cohort = 0; cohort < cohorts.count(); cohort++) {
      long lastStart = cohorts.toMillis(cohort) - 1;
      List<Retention.Interval> intervals = new ArrayList<>();
      for (int i = 0; i < retained.length; i++) {
        Retention.Interval interval =
            new Retention.Interval(
                total.retained(cohort, i), elapsed.end(lastStart, i) <= nowMillis);
        intervals.add(interval);
        retained[i] += interval.retained();
        complete[i] &= interval.complete();
      }
      profiles += total.profiles[cohort];
      results.add(
          new Retention.Cohort(
              Instant.ofEpochMilli(cohorts.fromMillis(cohort)),
              Instant.ofEpochMilli(cohorts.toMillis(cohort)),
              total.profiles[cohort],
              intervals));
    }
    List<Retention.Interval> totals = new ArrayList<>();
    for (int i = 0; i < retained.length; i++) {
      totals.add(new Retention.Interval(retained[i], complete[i]));
    }
    return new Retention.Result(
        results,
        new Retention.Cohort(
            Instant.ofEpochMilli(cohorts.range().fromMillis()),
            Instant.ofEpochMilli(cohorts.range().toMillis()),
            profiles,
            totals));
  }

  /** Profiles by cohort, and by cohort and interval. */
  static final class Triangle implements ChunkAccumulator<Triangle> {

    private final RetentionAnalyzer analyzer;
    private final int intervals;
    private final long[] profiles;

    /** One row of intervals after the other. */
    private final long[] retained;

    private Triangle(RetentionAnalyzer analyzer) {
      this.analyzer = analyzer;
      this.intervals = analyzer.retention.intervals();
      this.profiles = new long[analyzer.cohorts.count()];
      this.retained = new long[profiles.length * intervals];
    }

    private long retained(int cohort, int interval) {
      return retained[cohort * intervals + interval];
    }

    @Override
    public void add(ChunkRows chunk) {
      PatternScan.forEachRow(
          chunk::events,
          List.of(
              new MarkedPattern(analyzer.start, START),
              new MarkedPattern(analyzer.comeback, COMEBACK)),
          chunk.rows(),
          chunk.scratch(),
          (row, events) -> follow(events));
    }

    private void follow(MarkedEvents events) {
      int first = 0;
      while (first < events.count() && (events.marks(first) & START) == 0) {
        first++;
      }
      if (first == events.count()) {
        return;
      }
      long started = events.time(first);
      int cohort = analyzer.cohorts.indexOf(started);
      profiles[cohort]++;
      // What happened at the same instant may have been sorted before the start.
      int next = first;
      while (next > 0 && events.time(next - 1) == started) {
        next--;
      }
      if (analyzer.retention.counting() == Counting.IN) {
        countEach(events, next, started, cohort * intervals);
      } else {
        countUpToLast(events, next, started, cohort * intervals);
      }
    }

    private void countEach(MarkedEvents events, int from, long started, int target) {
      int last = -1;
      if (returnsAtOnce(events, from, started)) {
        retained[target]++;
        last = 0;
      }
      for (int i = from; i < events.count(); i++) {
        if ((events.marks(i) & COMEBACK) != 0 && events.time(i) > started) {
          int interval = analyzer.elapsed.index(started, events.time(i));
          if (interval >= intervals) {
            return;
          }
          if (interval != last) {
            retained[target + interval]++;
            last = interval;
          }
        }
      }
    }

    private void countUpToLast(MarkedEvents events, int from, long started, int target) {
      int i = events.count() - 1;
      while (i >= from && (events.marks(i) & COMEBACK) == 0) {
        i--;
      }
      boolean later = i >= from && events.time(i) > started;
      if (later || returnsAtOnce(events, from, started)) {
        int last = later ? analyzer.elapsed.index(started, events.time(i)) : 0;
        for (int interval = 0; interval <= Math.min(last, intervals - 1); interval++) {
          retained[target + interval]++;
        }
      }
    }

    /**
     * Whether, of the events at the instant of the start, one is a return and another one the
     * start: all of them are one or the other, and one of them is the start.
     */
    private static boolean returnsAtOnce(MarkedEvents events, int from, long started) {
      boolean returns = false;
      int i = from;
      for (; i < events.count() && events.time(i) == started; i++) {
        returns |= (events.marks(i) & COMEBACK) != 0;
      }
      return returns && i - from > 1;
    }

    @Override
    public void addAll(Triangle other) {
      Arrays.setAll(profiles, i -> profiles[i] + other.profiles[i]);
      Arrays.setAll(retained, i -> retained[i] + other.retained[i]);
    }
  }
}
