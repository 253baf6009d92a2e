// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.EngineStatistics;
import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.workload.ChangedSegments;
import dev.muster.benchmarks.workload.SegmentText;
import dev.muster.benchmarks.workload.Workload;
import dev.muster.predicate.Predicate;
import dev.muster.text.PredicateText;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Muster through its public API, with its defaults but for the cache. */
final class MusterSegments implements SegmentContestant {

  private final SegmentationEngine engine;

  /** Loads it; 0 bytes are no cache. */
  MusterSegments(Workload workload, long cacheBytes) {
    engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .queryThreads(1)
            .resultCache(cacheBytes)
            .open();
    workload.loadProfiles(engine);
    workload.loadEvents(engine);
  }

  @Override
  public List<Counting> prepare(ChangedSegments segments) {
    List<Counting> countings = new ArrayList<>();
    for (String text : segments.in(new SegmentText())) {
      Predicate predicate = PredicateText.parse(text, Workload.SCHEMA);
      countings.add(() -> engine.count(predicate, Workload.END));
    }
    return countings;
  }

  @Override
  public CacheUse cacheUse() {
    EngineStatistics statistics = engine.statistics();
    return new CacheUse(statistics.cacheHits(), statistics.cacheMisses());
  }

  @Override
  public void close() {
    engine.close();
  }
}
