// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.workload.ChangedSegments;
import dev.muster.benchmarks.workload.SegmentText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What are caches good for when segments are changed slightly, and when they are asked for again?
 * Counts families of {@link ChangedSegments}, each segment once, and a few segments again and
 * again, with Muster and with Lucene, with their caches and without.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.comparison.ChangedSegmentsRun small|large [--families 10] \
 *     [--steps 20] [--passes 7] [--heap 8g] [--commit ID] [--out DIR]
 * </pre>
 *
 * <p>Each contestant has a JVM of its own and one thread. In every pass all of them count the same
 * segments, which none of them has met before, and must come to the same counts; nothing is timed
 * before they have done so in two passes. Of what is repeated, the first half of the rounds is not
 * timed: it fills the caches. Writes {@code segments-SIZE.csv} and {@code .md}.
 */
public final class ChangedSegmentsRun {

  private static final long SEED = 20_261_124;
  private static final int WARM_UPS = 2;

  /** Few enough that Lucene's default policy, which remembers 256 uses, sees them again. */
  private static final int REPEATED_SEGMENTS = 10;

  private static final int REPEATED_ROUNDS = 10;

  /** How segments are asked for. */
  enum Kind {
    /** One test is another one than in the segment before. */
    CHANGED,
    /** The same ones in turn. */
    REPEATED;

    /** A pass that shares no segment with any other. */
    SegmentPass.Order order(int pass, ChangedOptions options) {
      long seed = SEED + 2L * pass + ordinal();
      return this == CHANGED
          ? new SegmentPass.Order(
              new ChangedSegments(seed, options.families(), options.steps()), 0, 1)
          : new SegmentPass.Order(
              new ChangedSegments(seed, REPEATED_SEGMENTS, 1), REPEATED_ROUNDS, REPEATED_ROUNDS);
    }
  }

  /** Counts what it is told to; a contestant in whatever process. */
  @FunctionalInterface
  interface Counter {
    SegmentPass count(SegmentPass.Order order) throws IOException;
  }

  private ChangedSegmentsRun() {}

  /** Runs it; see the class. */
  public static void main(String[] args) throws IOException {
    ChangedOptions options;
    try {
      options = ChangedOptions.of(Arrays.asList(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Machine machine = Machine.now(options.commit());
    List<SegmentClient> clients = new ArrayList<>();
    Map<SegmentEntrant, Counter> counters = new EnumMap<>(SegmentEntrant.class);
    ChangedReport report;
    try {
      for (SegmentEntrant entrant : SegmentEntrant.values()) {
        System.err.println("loading " + entrant.title());
        SegmentClient client = new SegmentClient(entrant, options.size(), options.heap());
        clients.add(client);
        counters.put(entrant, client::count);
        // One after the other, so that no two load at the same time.
        client.count(new SegmentPass.Order(new ChangedSegments(SEED - 1, 1, 1), 0, 1));
      }
      report = run(options, machine, counters);
    } finally {
      for (SegmentClient client : clients) {
        client.close();
      }
    }
    Files.createDirectories(options.out());
    String name = "segments-" + options.size().option();
    Files.writeString(options.out().resolve(name + ".csv"), report.csv());
    Files.writeString(options.out().resolve(name + ".md"), report.text());
    System.err.println("written to " + options.out().toAbsolutePath());
  }

  static ChangedReport run(
      ChangedOptions options, Machine machine, Map<SegmentEntrant, Counter> counters)
      throws IOException {
    ChangedReport report = new ChangedReport(options, machine);
    for (int pass = -WARM_UPS; pass < options.passes(); pass++) {
      System.err.println(pass < 0 ? "warming up" : "pass " + (pass + 1));
      for (Kind kind : Kind.values()) {
        SegmentPass.Order order = kind.order(pass, options);
        Map<SegmentEntrant, SegmentPass> counted = new EnumMap<>(SegmentEntrant.class);
        for (Map.Entry<SegmentEntrant, Counter> counter : counters.entrySet()) {
          counted.put(counter.getKey(), counter.getValue().count(order));
        }
        requireEqualCounts(order.segments(), counted);
        if (pass >= 0) {
          report.add(kind, counted);
        }
      }
    }
    return report;
  }

  private static void requireEqualCounts(
      ChangedSegments segments, Map<SegmentEntrant, SegmentPass> counted) {
    List<Long> expected = counted.values().iterator().next().counts();
    for (Map.Entry<SegmentEntrant, SegmentPass> pass : counted.entrySet()) {
      List<Long> counts = pass.getValue().counts();
      for (int i = 0; i < expected.size(); i++) {
        if (!expected.get(i).equals(counts.get(i))) {
          throw new IllegalStateException(
              "counts must be equal, contestant=%s, segment=%s, expected=%d, count=%d"
                  .formatted(
                      pass.getKey(),
                      segments.in(new SegmentText()).get(i),
                      expected.get(i),
                      counts.get(i)));
        }
      }
    }
  }
}
