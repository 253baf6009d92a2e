// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Loads the {@link Workload} and asks every {@link Question}: rates, memory, and the median time of
 * each answer, as tables in Markdown on standard output. A wrong answer ends the run.
 *
 * <pre>
 * java -Xmx8g -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.workload.WorkloadRun small|large [QUERY_THREADS]
 * </pre>
 */
public final class WorkloadRun {

  private static final int WARM_UPS = 20;
  private static final int ROUNDS = 41;

  private WorkloadRun() {}

  /** Runs it; see the class. */
  public static void main(String[] args) {
    if (args.length < 1 || args.length > 2 || !List.of("small", "large").contains(args[0])) {
      System.err.println("usage: WorkloadRun small|large [QUERY_THREADS]");
      System.exit(2);
    }
    int threads = args.length == 2 ? Integer.parseInt(args[1]) : 1;
    run(args[0].equals("large"), threads, System.out);
  }

  private static void run(boolean large, int threads, PrintStream out) {
    int factor = large ? 20 : 1;
    Workload workload = Workload.of(100_000 * factor, 1_000_000 * factor);
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .queryThreads(threads)
            .open()) {
      long begin = System.nanoTime();
      workload.loadProfiles(engine);
      long middle = System.nanoTime();
      workload.loadEvents(engine);
      long end = System.nanoTime();
      out.printf(
          Locale.ROOT,
          "%,d profiles at %,.0f a second, %,d events at %,.0f a second; %d query threads%n%n",
          workload.profileCount(),
          workload.profileCount() / ((middle - begin) / 1e9),
          workload.eventCount(),
          workload.eventCount() / ((end - middle) / 1e9),
          threads);
      MemoryTable.print(engine.statistics(), out);
      out.println();
      out.println("| | median ms | least ms | greatest ms |");
      out.println("| --- | ---: | ---: | ---: |");
      for (Question question : Question.values()) {
        ask(engine, question, large, out);
      }
    }
  }

  private static void ask(
      SegmentationEngine engine, Question question, boolean large, PrintStream out) {
    Question.Prepared prepared = question.prepare();
    double[] millis = new double[ROUNDS];
    for (int i = -WARM_UPS; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      List<Long> answer;
      try (ReadView view = engine.view(Workload.END)) {
        answer = prepared.ask(view);
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
      List<Long> expected = large ? question.large() : question.small();
      if (!answer.equals(expected)) {
        throw new IllegalStateException(question + ": " + answer + " instead of " + expected);
      }
    }
    Arrays.sort(millis);
    out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f |%n",
        question,
        millis[ROUNDS / 2],
        millis[0],
        millis[ROUNDS - 1]);
  }
}
