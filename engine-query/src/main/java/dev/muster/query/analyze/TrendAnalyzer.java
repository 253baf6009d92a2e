// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.Trend;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.event.EventStream;
import dev.muster.shard.event.EventView;
import dev.muster.shard.event.MarkedEvents;
import dev.muster.shard.event.MarkedPattern;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.PatternScan;
import dev.muster.shard.event.SequencePattern;
import dev.muster.shard.scan.RowMask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of each bucket and the rows that have one.
 *
 * <p>With few buckets each has a mask of the rows seen, and events come as they are stored; with
 * many they are sorted by row and time instead, so that a row enters a bucket once.
 *
 * @param pattern the events, within the buckets
 * @param measure what is added up; a count if nothing is
 * @param nowMillis the instant up to which buckets are complete
 */
record TrendAnalyzer(
    CalendarBuckets buckets, SequencePattern pattern, MeasureSpec measure, long nowMillis)
    implements Analyzer<TrendAnalyzer.Tally, Trend.Result> {

  /** With at most this many buckets they have masks: half a megabyte together. */
  private static final int MASKS_MAX = 64;

  @Override
  public Tally accumulator() {
    return new Tally(this);
  }

  private boolean isSummed() {
    return !measure.equals(MeasureSpec.COUNT);
  }

  @Override
  public Trend.Result answer(Tally total, StopCheck stop) {
    List<Trend.Bucket> results = new ArrayList<>();
    for (int i = 0; i < buckets.count(); i++) {
      results.add(
          new Trend.Bucket(
              Instant.ofEpochMilli(buckets.fromMillis(i)),
              Instant.ofEpochMilli(buckets.toMillis(i)),
              buckets.toMillis(i) <= nowMillis,
              total.events[i],
              total.profiles[i],
              total.sums == null ? null : total.sums.sum(i)));
    }
    return new Trend.Result(results, total.profilesAnywhere);
  }

  /** Events, profiles and sums by bucket. */
  static final class Tally implements ChunkAccumulator<Tally> {

    private final TrendAnalyzer trend;
    private final CalendarBuckets buckets;
    private final long[] events;
    private final long[] profiles;
    private long profilesAnywhere;
    private final @Nullable BucketSums sums;

    private Tally(TrendAnalyzer trend) {
      this.trend = trend;
      this.buckets = trend.buckets;
      this.events = new long[buckets.count()];
      this.profiles = new long[buckets.count()];
      this.sums = trend.isSummed() ? BucketSums.of(trend.measure.type(), buckets.count()) : null;
    }

    @Override
    public void add(ChunkRows chunk) {
      if (buckets.count() <= MASKS_MAX) {
        countByMasks(chunk);
      } else {
        countByRow(chunk);
      }
      chunk.checkStopped();
      BucketSums totals = sums;
      // A property without a number is one that no event has had.
      if (totals != null && trend.measure.property() >= 0) {
        stream(
            chunk,
            trend.measure,
            (rows, from, count, values, times) -> {
              for (int i = 0; i < count; i++) {
                totals.add(buckets.indexOf(times[i]), values[i]);
              }
            });
      }
    }

    private void countByMasks(ChunkRows chunk) {
      long[][] seen = new long[buckets.count()][];
      stream(
          chunk,
          MeasureSpec.COUNT,
          (rows, from, count, values, times) -> {
            for (int i = 0; i < count; i++) {
              int bucket = buckets.indexOf(times[i]);
              events[bucket]++;
              if (seen[bucket] == null) {
                seen[bucket] = chunk.borrowMask();
                RowMask.clear(seen[bucket]);
              }
              RowMask.add(seen[bucket], rows[from + i]);
            }
          });
      long[] anywhere = chunk.borrowMask();
      RowMask.clear(anywhere);
      for (int i = 0; i < seen.length; i++) {
        if (seen[i] != null) {
          profiles[i] += RowMask.cardinality(seen[i]);
          RowMask.or(anywhere, seen[i]);
          chunk.returnMask(seen[i]);
        }
      }
      profilesAnywhere += RowMask.cardinality(anywhere);
      chunk.returnMask(anywhere);
    }

    private void stream(ChunkRows chunk, MeasureSpec measure, EventStream.Visitor visitor) {
      EventView view = chunk.events(trend.pattern.eventType());
      EventStream.forEach(view, trend.pattern, measure, chunk.rows(), chunk.scratch(), visitor);
    }

    private void countByRow(ChunkRows chunk) {
      PatternScan.forEachRow(
          chunk::events,
          List.of(new MarkedPattern(trend.pattern, 1)),
          chunk.rows(),
          chunk.scratch(),
          (row, rowEvents) -> countRow(rowEvents));
    }

    private void countRow(MarkedEvents rowEvents) {
      int last = -1;
      for (int i = 0; i < rowEvents.count(); i++) {
        int bucket = buckets.indexOf(rowEvents.time(i), Math.max(0, last));
        events[bucket]++;
        profiles[bucket] += bucket == last ? 0 : 1;
        last = bucket;
      }
      profilesAnywhere++;
    }

    @Override
    public void addAll(Tally other) {
      Arrays.setAll(events, i -> events[i] + other.events[i]);
      Arrays.setAll(profiles, i -> profiles[i] + other.profiles[i]);
      profilesAnywhere += other.profilesAnywhere;
      if (sums != null && other.sums != null) {
        sums.addAll(other.sums);
      }
    }
  }
}
