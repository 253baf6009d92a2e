// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.Lifecycle;
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
 * Follows each profile from one bucket with an event to the next.
 *
 * @param buckets the one before the first that is asked for, then those
 * @param pattern the events up to the last bucket or now, from the first that is kept
 */
record LifecycleAnalyzer(CalendarBuckets buckets, SequencePattern pattern, long nowMillis)
    implements Analyzer<LifecycleAnalyzer.Stages, Lifecycle.Result> {

  @Override
  public Stages accumulator() {
    return new Stages(this);
  }

  @Override
  public Lifecycle.Result answer(Stages total, StopCheck stop) {
    List<Lifecycle.Bucket> results = new ArrayList<>();
    for (int i = 1; i < buckets.count(); i++) {
      boolean begun = buckets.fromMillis(i) <= nowMillis;
      results.add(
          new Lifecycle.Bucket(
              Instant.ofEpochMilli(buckets.fromMillis(i)),
              Instant.ofEpochMilli(buckets.toMillis(i)),
              buckets.toMillis(i) <= nowMillis,
              total.newcomers[i],
              total.returning[i],
              total.resurrected[i],
              begun ? total.dormant[i] : 0));
    }
    return new Lifecycle.Result(results);
  }

  /** Profiles by what they are in each bucket. */
  static final class Stages implements ChunkAccumulator<Stages> {

    private final LifecycleAnalyzer lifecycle;
    private final CalendarBuckets buckets;
    private final long[] newcomers;
    private final long[] returning;
    private final long[] resurrected;
    private final long[] dormant;

    private Stages(LifecycleAnalyzer lifecycle) {
      this.lifecycle = lifecycle;
      this.buckets = lifecycle.buckets;
      this.newcomers = new long[buckets.count()];
      this.returning = new long[buckets.count()];
      this.resurrected = new long[buckets.count()];
      this.dormant = new long[buckets.count()];
    }

    @Override
    public void add(ChunkRows chunk) {
      PatternScan.forEachRow(
          chunk::events,
          List.of(new MarkedPattern(lifecycle.pattern, 1)),
          chunk.rows(),
          chunk.scratch(),
          (row, events) -> follow(events));
    }

    private void follow(MarkedEvents events) {
      long begin = buckets.fromMillis(0);
      int first = 0;
      while (first < events.count() && events.time(first) < begin) {
        first++;
      }
      boolean known = first > 0;
      // Two before the first is far enough from it not to be the bucket just before.
      int last = -2;
      for (int i = first; i < events.count(); i++) {
        int bucket = buckets.indexOf(events.time(i), Math.max(0, last));
        if (bucket != last) {
          enter(bucket, last, known);
          known = true;
          last = bucket;
        }
      }
      if (last >= 0 && last + 1 < buckets.count()) {
        dormant[last + 1]++;
      }
    }

    private void enter(int bucket, int last, boolean known) {
      if (!known) {
        newcomers[bucket]++;
      } else if (last == bucket - 1) {
        returning[bucket]++;
      } else {
        resurrected[bucket]++;
        if (last >= 0) {
          dormant[last + 1]++;
        }
      }
    }

    @Override
    public void addAll(Stages other) {
      Arrays.setAll(newcomers, i -> newcomers[i] + other.newcomers[i]);
      Arrays.setAll(returning, i -> returning[i] + other.returning[i]);
      Arrays.setAll(resurrected, i -> resurrected[i] + other.resurrected[i]);
      Arrays.setAll(dormant, i -> dormant[i] + other.dormant[i]);
    }
  }
}
