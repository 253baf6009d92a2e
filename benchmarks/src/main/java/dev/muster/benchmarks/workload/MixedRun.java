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
 * Loads the {@link Workload} from four producers, then asks its {@link Question}s from 1, 4 and 16
 * callers, idle and while a producer writes 200,000 events a second, and tells what the collector
 * stopped meanwhile, and what a profile and an event take. As tables in Markdown on standard
 * output.
 *
 * <p>What is written makes questions dearer also once nobody writes any more: the few seconds add
 * some two million events, of which those that are not late all lie in the last ten minutes, ten
 * times as many as otherwise in a day. So the rate while writing is compared with three others:
 * with the idle rate before, when there were fewer events; with the idle rate after, when all of
 * them were there, sealed and settled; and with the mean of these two, which is the rate of about
 * the data that was asked while it was written. What is lost against that is what writing costs:
 * the processors' time, the caches, and events that are not sealed yet.
 *
 * <pre>
 * java -Xmx8g -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.workload.MixedRun PROFILES EVENTS [SECONDS]
 * </pre>
 */
public final class MixedRun {

  private static final int PRODUCERS = 4;
  private static final int EVENTS_PER_SECOND = 200_000;
  private static final int[] CALLERS = {1, 4, 16};

  /**
   * Asked before figures are taken, so that code, runs and tails are in their steady state, and,
   * while nobody writes, what is done while nothing is queued is done: runs, groups, postings.
   */
  private static final int SETTLING_SECONDS = 5;

  private final Workload workload;
  private final SegmentationEngine engine;
  private final int seconds;
  private final PrintStream out;
  private final CollectorPauses pauses = new CollectorPauses();

  /** Asks each question once. */
  private final Runnable round;

  private MixedRun(Workload workload, SegmentationEngine engine, int seconds, PrintStream out) {
    this.workload = workload;
    this.engine = engine;
    this.seconds = seconds;
    this.out = out;
    List<Question.Prepared> questions =
        Arrays.stream(Question.values()).map(Question::prepare).toList();
    this.round = () -> questions.forEach(this::ask);
  }

  /** Runs it; see the class. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 2 || args.length > 3) {
      System.err.println("usage: MixedRun PROFILES EVENTS [SECONDS]");
      System.exit(2);
    }
    Workload workload = Workload.of(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    int seconds = args.length == 3 ? Integer.parseInt(args[2]) : 10;
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .open()) {
      new MixedRun(workload, engine, seconds, System.out).run();
    }
  }

  private void run() throws InterruptedException {
    load();
    out.printf(Locale.ROOT, "%n- collector while loading: %s%n", pauses.sinceLast());
    Callers.pace(1, SETTLING_SECONDS, round);
    out.println();
    MemoryTable.print(engine.statistics(), out);
    out.println();
    out.println(
        "| callers | writing | rounds of 16 questions a second | longest round ms | events/s | collector |");
    out.println("| ---: | --- | ---: | ---: | ---: | --- |");
    for (int callers : CALLERS) {
      Callers.Pace before = idle(callers);
      for (PacedWriter.Arrival arrival : PacedWriter.Arrival.values()) {
        Callers.Pace busy = busy(callers, arrival);
        Callers.pace(1, SETTLING_SECONDS, round);
        Callers.Pace after = idle(callers);
        out.printf(
            Locale.ROOT,
            "| | | %.0f %% of idle: %.0f %% of before, %.0f %% of after | | | |%n",
            200 * busy.roundsPerSecond() / (before.roundsPerSecond() + after.roundsPerSecond()),
            100 * busy.roundsPerSecond() / before.roundsPerSecond(),
            100 * busy.roundsPerSecond() / after.roundsPerSecond());
        before = after;
      }
    }
  }

  private Callers.Pace idle(int callers) throws InterruptedException {
    pauses.sinceLast();
    Callers.Pace idle = Callers.pace(callers, seconds, round);
    line(callers, "no", idle, 0);
    return idle;
  }

  private Callers.Pace busy(int callers, PacedWriter.Arrival arrival) throws InterruptedException {
    try (PacedWriter writer = new PacedWriter(workload, engine, arrival, EVENTS_PER_SECOND)) {
      Callers.pace(callers, SETTLING_SECONDS, round);
      pauses.sinceLast();
      long written = writer.written();
      Callers.Pace busy = Callers.pace(callers, seconds, round);
      double rate = (writer.written() - written) / busy.seconds();
      line(callers, arrival == PacedWriter.Arrival.LATE ? "late events" : "events", busy, rate);
      return busy;
    }
  }

  private void line(int callers, String writing, Callers.Pace pace, double rate) {
    out.printf(
        Locale.ROOT,
        "| %d | %s | %.1f | %.1f | %,.0f | %s |%n",
        callers,
        writing,
        pace.roundsPerSecond(),
        pace.longestMillis(),
        rate,
        pauses.sinceLast());
  }

  private void load() throws InterruptedException {
    long begin = System.nanoTime();
    workload.loadProfiles(engine);
    long middle = System.nanoTime();
    workload.loadEvents(engine, PRODUCERS);
    long end = System.nanoTime();
    out.printf(
        Locale.ROOT,
        "- %,d profiles at %,.0f a second from one producer%n"
            + "- %,d events at %,.0f a second from %d producers%n",
        workload.profileCount(),
        workload.profileCount() / ((middle - begin) / 1e9),
        workload.eventCount(),
        workload.eventCount() / ((end - middle) / 1e9),
        PRODUCERS);
  }

  private void ask(Question.Prepared question) {
    try (ReadView view = engine.view(Workload.END)) {
      question.ask(view);
    }
  }
}
