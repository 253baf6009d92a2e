// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.AMOUNT;
import static dev.muster.benchmarks.dataset.CustomerSchema.PURCHASE;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.time.Duration;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to count who spent more than 500 in the last 90 days, summed up exactly?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar SumBenchmark}
 *
 * <p>Floor: all purchases in order of time, the amounts of the window added up in one {@code long}
 * a customer, and those compared.
 */
public class SumBenchmark extends QueryBenchmark {

  static final int MORE_THAN = 500;
  static final Duration WINDOW = Duration.ofDays(90);

  private static final Predicate PREDICATE =
      PURCHASE.inLast(WINDOW).sum(AMOUNT).moreThan(MORE_THAN);

  @SuppressWarnings("NullAway.Init") // by prepare()
  private TimeOrderedEvents purchases;

  private long[] sums = {};

  @Override
  void prepare() {
    purchases = new TimeOrderedEvents(data, data::isPurchase);
    sums = new long[profiles];
  }

  @Benchmark
  public long engine() {
    return engine.count(PREDICATE, DataSet.END);
  }

  @Benchmark
  public long floor() {
    long now = DataSet.END.toEpochMilli();
    int to = purchases.from(now + 1);
    Arrays.fill(sums, 0);
    for (int i = purchases.from(now - WINDOW.toMillis() + 1); i < to; i++) {
      sums[purchases.profiles[i]] += purchases.cents[i];
    }
    int matched = 0;
    for (long sum : sums) {
      matched += sum > MORE_THAN * 100L ? 1 : 0;
    }
    return matched;
  }
}
