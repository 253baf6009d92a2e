// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.PURCHASE;
import static dev.muster.benchmarks.dataset.CustomerSchema.VIEW;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to count who purchased within a day after a view?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar SequenceBenchmark}
 *
 * <p>Floor: the instants of both, customer by customer and sorted, merged where a customer has any
 * of each.
 *
 * <p>The engine goes through both in order of time. {@link #engineMatching} asks the same with an
 * exclusion that excludes nobody, since of several purchases the first will do: those who pass are
 * then gathered, sorted and matched on top.
 */
public class SequenceBenchmark extends QueryBenchmark {

  static final Duration WITHIN = Duration.ofDays(1);

  private static final Predicate FOLLOWED = VIEW.then(PURCHASE).within(WITHIN).did();

  private static final Predicate MATCHED =
      VIEW.then(PURCHASE).within(WITHIN).without(PURCHASE).did();

  @SuppressWarnings("NullAway.Init") // by prepare()
  private ByProfile views;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private ByProfile purchases;

  /** The times of some events, ascending, those of profile p from {@code start[p]} on. */
  private static final class ByProfile {
    final int[] start;
    final long[] times;

    ByProfile(DataSet data, IntPredicate selection) {
      TimeOrderedEvents events = new TimeOrderedEvents(data, selection);
      start = new int[data.profileCount() + 1];
      times = new long[events.times.length];
      for (int profile : events.profiles) {
        start[profile + 1]++;
      }
      Arrays.parallelPrefix(start, Integer::sum);
      int[] next = start.clone();
      for (int i = 0; i < times.length; i++) {
        times[next[events.profiles[i]]++] = events.times[i];
      }
    }
  }

  @Override
  void prepare() {
    views = new ByProfile(data, event -> !data.isPurchase(event));
    purchases = new ByProfile(data, data::isPurchase);
  }

  @Benchmark
  public long engine() {
    return engine.count(FOLLOWED, DataSet.END);
  }

  @Benchmark
  public long engineMatching() {
    return engine.count(MATCHED, DataSet.END);
  }

  @Benchmark
  public long floor() {
    long within = WITHIN.toMillis();
    int matched = 0;
    for (int profile = 0; profile < profiles; profile++) {
      int view = views.start[profile];
      int viewsEnd = views.start[profile + 1];
      int purchase = purchases.start[profile];
      int purchasesEnd = purchases.start[profile + 1];
      // The first purchase at or after a view: if it comes too late for it, a later view may do.
      while (view < viewsEnd && purchase < purchasesEnd) {
        long elapsed = purchases.times[purchase] - views.times[view];
        if (elapsed < 0) {
          purchase++;
        } else if (elapsed > within) {
          view++;
        } else {
          matched++;
          break;
        }
      }
    }
    return matched;
  }
}
