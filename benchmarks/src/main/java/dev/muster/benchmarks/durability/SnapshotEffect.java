// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import static dev.muster.benchmarks.dataset.CustomerSchema.AMOUNT;
import static dev.muster.benchmarks.dataset.CustomerSchema.COUNTRY;
import static dev.muster.benchmarks.dataset.CustomerSchema.PLAN;
import static dev.muster.benchmarks.dataset.CustomerSchema.PURCHASE;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a snapshot of everything does to writing and to counting that go on meanwhile. */
final class SnapshotEffect {

  private static final int PRODUCERS = 4;
  private static final int BATCH_EVENTS = 1_000;

  private final SegmentationEngine engine;
  private final DataSet data;
  private final PrintStream out;

  SnapshotEffect(SegmentationEngine engine, DataSet data, PrintStream out) {
    this.engine = engine;
    this.data = data;
    this.out = out;
  }

  /** Half of the {@code count} events from {@code first} on without a snapshot, half with one. */
  void measure(int first, int count) throws Exception {
    int middle = first + count / 2;
    List<Double> quiet = new ArrayList<>();
    final double rate = whileCounting(quiet, first, middle);
    List<Double> busy = new ArrayList<>();
    double[] snapshot = new double[1];
    Thread snapshots =
        new Thread(
            () -> {
              long begin = System.nanoTime();
              engine.snapshot();
              snapshot[0] = (System.nanoTime() - begin) / 1e9;
            });
    snapshots.start();
    final double busyRate = whileCounting(busy, middle, first + count);
    snapshots.join();
    out.printf(Locale.ROOT, "- a snapshot of everything, while writing: %.2f s%n", snapshot[0]);
    out.printf(
        Locale.ROOT,
        "- events/s from %d producers in batches of %,d: %,.0f without, %,.0f while a snapshot is"
            + " taken%n",
        PRODUCERS,
        BATCH_EVENTS,
        rate,
        busyRate);
    out.printf(
        Locale.ROOT,
        "- a count while writing, median and 99 %%: %.2f and %.2f ms without (%,d), %.2f and %.2f"
            + " ms with a snapshot (%,d)%n",
        Figures.median(quiet),
        Figures.quantile(quiet, 0.99),
        quiet.size(),
        Figures.median(busy),
        Figures.quantile(busy, 0.99),
        busy.size());
  }

  private double whileCounting(List<Double> millis, int from, int to) throws Exception {
    Predicate predicate =
        COUNTRY
            .is("c03")
            .and(PLAN.is("free"))
            .and(
                PURCHASE
                    .where(AMOUNT.atLeast(new BigDecimal("200.00")))
                    .inLast(Duration.ofDays(30))
                    .did());
    AtomicBoolean done = new AtomicBoolean();
    Thread counting =
        new Thread(
            () -> {
              while (!done.get()) {
                long begin = System.nanoTime();
                engine.count(predicate, DataSet.END);
                millis.add((System.nanoTime() - begin) / 1e6);
              }
            });
    counting.start();
    try {
      return new Producers(engine, data, PRODUCERS, BATCH_EVENTS).write(from, to);
    } finally {
      done.set(true);
      counting.join();
    }
  }
}
