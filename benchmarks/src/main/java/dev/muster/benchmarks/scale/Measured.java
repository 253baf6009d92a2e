// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import dev.muster.benchmarks.comparison.Spread;
import dev.muster.benchmarks.workload.CollectorPauses;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.StagedLoad;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What one process measured.
 *
 * @param profiles in the engine
 * @param events in the engine
 * @param threads that a question is answered with
 * @param stages of loading: profiles, then events
 * @param memory what the engine holds, in its own figures
 * @param heapBytes live objects of the heap with the loaded engine and nothing else
 * @param pauses of the collector while questions were asked
 * @param answers by question
 * @param micros an answer takes, by question
 */
record Measured(
    int profiles,
    int events,
    int threads,
    List<StagedLoad.Stage> stages,
    List<Held> memory,
    long heapBytes,
    CollectorPauses.Pauses pauses,
    Map<Question, List<Long>> answers,
    Map<Question, Spread> micros)
    implements Serializable {

  /** The kind of structure that grows with the events; all others grow with the profiles. */
  private static final String EVENTS = "events";

  /** Copies. */
  Measured {
    stages = List.copyOf(stages);
    memory = List.copyOf(memory);
    answers = Map.copyOf(answers);
    micros = Map.copyOf(micros);
  }

  /**
   * A part of what an engine holds.
   *
   * @param what the part
   * @param bytes how many
   */
  record Held(String what, long bytes) implements Serializable {}

  Spread micros(Question question) {
    Spread spread = micros.get(question);
    if (spread == null) {
      throw new IllegalArgumentException("it was not asked, question=" + question);
    }
    return spread;
  }

  double bytesPerProfile() {
    return (double) memory.stream().filter(held -> !isOfEvents(held)).mapToLong(Held::bytes).sum()
        / profiles;
  }

  double bytesPerEvent() {
    return (double) memory.stream().filter(Measured::isOfEvents).mapToLong(Held::bytes).sum()
        / events;
  }

  private static boolean isOfEvents(Held held) {
    return held.what().equals(EVENTS);
  }
}
