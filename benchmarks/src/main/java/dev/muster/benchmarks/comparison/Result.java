// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import java.util.Map;

/**
 * What was measured of one contestant with one number of threads.
 *
 * @param entrant who
 * @param threads how many it answered with
 * @param version its own
 * @param loaded what loading took
 * @param growth of the process by loading
 * @param timings by question
 */
record Result(
    Entrant entrant,
    int threads,
    String version,
    Loaded loaded,
    ProcessMemory growth,
    Map<Question, Timing> timings) {

  /** Copies. */
  Result {
    timings = Map.copyOf(timings);
  }

  /** The median in microseconds. */
  double median(Question question) {
    Timing timing = timings.get(question);
    if (timing == null) {
      throw new IllegalArgumentException("it was not asked, question=" + question);
    }
    return timing.micros().median();
  }

  /** As in the head of a column. */
  String title() {
    return entrant.isParallel()
        ? "%s, %d %s".formatted(entrant.title(), threads, threads == 1 ? "thread" : "threads")
        : entrant.title();
  }
}
