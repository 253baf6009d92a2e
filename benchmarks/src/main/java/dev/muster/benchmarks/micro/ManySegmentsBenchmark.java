// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What does counting many segments in one pass save, if they have tests in common?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ManySegmentsBenchmark}
 *
 * <p>Each is of customers of one country on one plan who have viewed in the last days and have not
 * purchased: 40 countries, 4 plans and 4 windows make up 640 different ones.
 */
public class ManySegmentsBenchmark extends QueryBenchmark {

  private static final int PLANS = 4;
  private static final int[] WINDOW_DAYS = {1, 7, 14, 30};

  @Param({"10", "100", "500"})
  int segments;

  private List<Predicate> predicates = List.of();

  @Override
  void prepare() {
    List<Predicate> drawn = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      Duration window = Duration.ofDays(WINDOW_DAYS[i % WINDOW_DAYS.length]);
      drawn.add(
          CustomerSchema.COUNTRY
              .is(DataSet.countryName(i / (WINDOW_DAYS.length * PLANS) % DataSet.COUNTRIES))
              .and(CustomerSchema.PLAN.is(DataSet.planName(i / WINDOW_DAYS.length % PLANS)))
              .and(CustomerSchema.VIEW.inLast(window).did())
              .and(CustomerSchema.PURCHASE.inLast(window).did().not()));
    }
    predicates = drawn;
  }

  @Benchmark
  public List<Long> inOnePass() {
    return engine.counts(predicates, DataSet.END);
  }

  @Benchmark
  public List<Long> oneByOne() {
    List<Long> counts = new ArrayList<>(predicates.size());
    for (Predicate predicate : predicates) {
      counts.add(engine.count(predicate, DataSet.END));
    }
    return counts;
  }
}
