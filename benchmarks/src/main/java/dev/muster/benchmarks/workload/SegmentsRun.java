// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.SegmentationEngine;
import dev.muster.predicate.Predicate;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Counts 1,000 different {@link Segments} of the {@link Workload}, one by one, in one pass, and one
 * by one with the cache; different answers end the run.
 *
 * <pre>
 * java -Xmx8g -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.workload.SegmentsRun small|large [QUERY_THREADS]
 * </pre>
 */
public final class SegmentsRun {

  private static final int SEGMENTS = 1_000;
  private static final long CACHE_BYTES = 64L << 20;
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 7;

  private SegmentsRun() {}

  /** Runs it; see the class. */
  public static void main(String[] args) {
    if (args.length < 1 || args.length > 2 || !List.of("small", "large").contains(args[0])) {
      System.err.println("usage: SegmentsRun small|large [QUERY_THREADS]");
      System.exit(2);
    }
    int threads = args.length == 2 ? Integer.parseInt(args[1]) : 1;
    int factor = args[0].equals("large") ? 20 : 1;
    run(Workload.of(100_000 * factor, 1_000_000 * factor), threads, System.out);
  }

  private static void run(Workload workload, int threads, PrintStream out) {
    List<Predicate> segments = Segments.first(SEGMENTS);
    out.printf(
        Locale.ROOT,
        "%,d segments of %,d profiles with %,d events; %d query threads%n%n",
        SEGMENTS,
        workload.profileCount(),
        workload.eventCount(),
        threads);
    out.println("| | median ms | least ms | greatest ms |");
    out.println("| --- | ---: | ---: | ---: |");
    double single;
    double together;
    List<Long> expected;
    try (SegmentationEngine engine = loaded(workload, threads, 0)) {
      expected = engine.counts(segments, Workload.END);
      single = time("one by one", expected, () -> oneByOne(engine, segments), out);
      together = time("in one pass", expected, () -> engine.counts(segments, Workload.END), out);
    }
    try (SegmentationEngine engine = loaded(workload, threads, CACHE_BYTES)) {
      time("one by one, with the cache", expected, () -> oneByOne(engine, segments), out);
    }
    out.printf(Locale.ROOT, "%nOne by one takes %.1f times as long.%n", single / together);
  }

  private static SegmentationEngine loaded(Workload workload, int threads, long cacheBytes) {
    SegmentationEngine engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .queryThreads(threads)
            .resultCache(cacheBytes)
            .open();
    workload.loadProfiles(engine);
    workload.loadEvents(engine);
    return engine;
  }

  private static List<Long> oneByOne(SegmentationEngine engine, List<Predicate> segments) {
    List<Long> counts = new ArrayList<>(segments.size());
    for (Predicate segment : segments) {
      counts.add(engine.count(segment, Workload.END));
    }
    return counts;
  }

  private static double time(
      String what, List<Long> expected, Supplier<List<Long>> counting, PrintStream out) {
    double[] millis = new double[ROUNDS];
    for (int i = -WARM_UPS; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      List<Long> counts = counting.get();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
      if (!counts.equals(expected)) {
        throw new IllegalStateException("different answers " + what);
      }
    }
    Arrays.sort(millis);
    out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f |%n",
        what,
        millis[ROUNDS / 2],
        millis[0],
        millis[ROUNDS - 1]);
    return millis[ROUNDS / 2];
  }
}
