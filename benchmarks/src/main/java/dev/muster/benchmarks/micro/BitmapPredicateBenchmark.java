// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.COUNTRY;
import static dev.muster.benchmarks.dataset.CustomerSchema.PLAN;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.util.function.IntPredicate;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to count {@code country = x and plan = y}, two values with postings?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar BitmapPredicateBenchmark}
 *
 * <p>Floor: two bitmaps of all customers, intersected and counted in one loop.
 */
public class BitmapPredicateBenchmark extends QueryBenchmark {

  static final int WANTED_COUNTRY = 3;
  static final int WANTED_PLAN = 2;

  private static final Predicate PREDICATE =
      COUNTRY.is(DataSet.countryName(WANTED_COUNTRY)).and(PLAN.is(DataSet.planName(WANTED_PLAN)));

  private long[] inCountry = {};
  private long[] onPlan = {};

  @Override
  void prepare() {
    inCountry = bits(profile -> data.country(profile) == WANTED_COUNTRY);
    onPlan = bits(profile -> data.plan(profile) == WANTED_PLAN);
  }

  private long[] bits(IntPredicate test) {
    long[] bits = new long[(profiles + 63) / 64];
    for (int profile = 0; profile < profiles; profile++) {
      bits[profile >>> 6] |= test.test(profile) ? 1L << profile : 0L;
    }
    return bits;
  }

  @Benchmark
  public long engine() {
    return engine.count(PREDICATE, DataSet.END);
  }

  @Benchmark
  public long floor() {
    long count = 0;
    for (int i = 0; i < inCountry.length; i++) {
      count += Long.bitCount(inCountry[i] & onPlan[i]);
    }
    return count;
  }
}
