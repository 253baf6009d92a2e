// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.MemoryUse;
import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Muster through its public API, in memory, with its defaults but for the threads of a query and,
 * if asked for, its cache. Texts are parsed beforehand; opening and closing the view belongs to
 * each answer, and so does planning.
 */
final class MusterContestant implements Contestant {

  private final SegmentationEngine engine;

  MusterContestant(int threads, long cacheBytes) {
    this.engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .queryThreads(threads)
            .resultCache(cacheBytes)
            .open();
  }

  @Override
  public Loaded load(Workload workload) {
    long begin = System.nanoTime();
    workload.loadProfiles(engine);
    Loaded.Step profiles = Loaded.Step.since(begin, "profiles", workload.profileCount());
    begin = System.nanoTime();
    workload.loadEvents(engine);
    Loaded.Step events = Loaded.Step.since(begin, "events", workload.eventCount());
    long bytes = engine.statistics().memory().stream().mapToLong(MemoryUse::sizeBytes).sum();
    return new Loaded(List.of(profiles, events), List.of(new Loaded.Size("its statistics", bytes)));
  }

  @Override
  public List<Formulation> formulations(Question question) {
    Question.Prepared prepared = question.prepare();
    return List.of(
        new Formulation(
            "text form",
            () -> {
              try (ReadView view = engine.view(Workload.END)) {
                return prepared.ask(view);
              }
            }));
  }

  @Override
  public String version() {
    return "this commit";
  }

  @Override
  public void close() {
    engine.close();
  }
}
