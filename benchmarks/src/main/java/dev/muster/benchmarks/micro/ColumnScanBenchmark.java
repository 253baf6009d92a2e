// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.LIFETIME_CENTS;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to count {@code a <= lifetime_cents <= b}, a number that no index helps with?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ColumnScanBenchmark}
 *
 * <p>Floor: one {@code int} a customer, compared in one loop; missing ones lie below every bound.
 */
public class ColumnScanBenchmark extends QueryBenchmark {

  static final int LOW = 1_000;
  static final int HIGH = 50_000;

  private static final Predicate PREDICATE = LIFETIME_CENTS.between(LOW, HIGH);

  private int[] cents = {};

  @Override
  void prepare() {
    cents = new int[profiles];
    for (int profile = 0; profile < profiles; profile++) {
      cents[profile] = data.lifetimeCents(profile);
    }
  }

  @Benchmark
  public long engine() {
    return engine.count(PREDICATE, DataSet.END);
  }

  @Benchmark
  public long floor() {
    int count = 0;
    for (int value : cents) {
      count += value >= LOW & value <= HIGH ? 1 : 0;
    }
    return count;
  }
}
