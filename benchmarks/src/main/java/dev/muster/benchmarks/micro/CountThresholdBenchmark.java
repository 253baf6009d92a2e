// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.PURCHASE;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.time.Duration;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to count who purchased at least 3 times in the last 30 days?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar CountThresholdBenchmark}
 *
 * <p>Floor: all purchases in order of time, those of the window counted up in one {@code int} a
 * customer, and those compared.
 */
public class CountThresholdBenchmark extends QueryBenchmark {

  static final int TIMES = 3;
  static final Duration WINDOW = Duration.ofDays(30);

  private static final Predicate PREDICATE = PURCHASE.inLast(WINDOW).count().atLeast(TIMES);

  @SuppressWarnings("NullAway.Init") // by prepare()
  private TimeOrderedEvents purchases;

  private int[] counts = {};

  @Override
  void prepare() {
    purchases = new TimeOrderedEvents(data, data::isPurchase);
    counts = new int[profiles];
  }

  @Benchmark
  public long engine() {
    return engine.count(PREDICATE, DataSet.END);
  }

  @Benchmark
  public long floor() {
    long now = DataSet.END.toEpochMilli();
    int to = purchases.from(now + 1);
    Arrays.fill(counts, 0);
    for (int i = purchases.from(now - WINDOW.toMillis() + 1); i < to; i++) {
      counts[purchases.profiles[i]]++;
    }
    int matched = 0;
    for (int count : counts) {
      matched += count >= TIMES ? 1 : 0;
    }
    return matched;
  }
}
