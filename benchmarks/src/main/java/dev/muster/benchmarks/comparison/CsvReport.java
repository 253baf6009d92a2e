// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import java.util.List;
import java.util.Locale;

/** All timings as comma-separated values, a line for each contestant, threads and question. */
final class CsvReport {

  private CsvReport() {}

  static String of(List<Result> results) {
    StringBuilder csv =
        new StringBuilder(
            "contestant,threads,question,median_ms,least_ms,p25_ms,p75_ms,samples,formulation\n");
    for (Result result : results) {
      for (Question question : Question.values()) {
        Timing timing = result.timings().get(question);
        if (timing != null) {
          Spread micros = timing.micros();
          csv.append(
              String.format(
                  Locale.ROOT,
                  "%s,%d,%s,%.6f,%.6f,%.6f,%.6f,%d,\"%s\"%n",
                  result.entrant().option(),
                  result.threads(),
                  question,
                  micros.median() / 1e3,
                  micros.least() / 1e3,
                  micros.lowerQuarter() / 1e3,
                  micros.upperQuarter() / 1e3,
                  micros.count(),
                  timing.formulation()));
        }
      }
    }
    return csv.toString();
  }
}
