// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.predicate.TimeRange;
import dev.muster.predicate.ValueTest;
import dev.muster.shard.event.EventFilterNode;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.ResultTest;
import dev.muster.shard.scan.RowMask;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * How are amounts best added up by row, to find the rows with more than 100.00?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar RowSumBenchmark}
 *
 * <p>One chunk, all events of a type. The engine adds packed amounts to an {@code int} a row in
 * place, since it knows that no sum can be greater. The others unpack them: to add {@code long}s in
 * place, to gather the amounts of each row and add those up, and to add as what {@code BigDecimal}
 * an application would use.
 */
public class RowSumBenchmark extends RowEventsBenchmark {

  static final int MORE_THAN_CENTS = 10_000;

  private final long[] sums = new long[RowMask.ROWS];
  private final int[] next = new int[RowMask.ROWS + 1];

  @SuppressWarnings("NullAway.Init") // by prepare()
  private EventQuery query;

  private long[] amounts = {};

  @Override
  void prepare() {
    amounts = new long[events];
    MeasureSpec sum = new MeasureSpec(MeasureSpec.Kind.SUM, 0, ValueType.decimal(2));
    ValueTest more =
        new ValueTest.Range(BigDecimal.valueOf(MORE_THAN_CENTS, 2), false, null, false);
    query =
        new EventQuery(TimeRange.ALL, EventFilterNode.ALL, sum, ResultTest.compile(sum, more, 0));
  }

  @Benchmark
  public int inPlace() {
    return engine(query);
  }

  @Benchmark
  public int inPlaceLongs() {
    Arrays.fill(sums, 0);
    chunk.forEachAmount((row, amount) -> sums[row] += amount);
    int matched = 0;
    for (long sum : sums) {
      matched += sum > MORE_THAN_CENTS ? 1 : 0;
    }
    return matched;
  }

  /** Counts the events of each row first, so that their amounts come to stand together. */
  @Benchmark
  public int gatheredByRow() {
    Arrays.fill(next, 0);
    chunk.forEachBlock(
        (rows, count) -> {
          for (int i = 0; i < count; i++) {
            next[rows[i] + 1]++;
          }
        });
    for (int row = 0; row < RowMask.ROWS; row++) {
      next[row + 1] += next[row];
    }
    // Afterwards, a row's amounts end where those of the next one began.
    chunk.forEachAmount((row, amount) -> amounts[next[row]++] = amount);
    int matched = 0;
    int from = 0;
    for (int row = 0; row < RowMask.ROWS; row++) {
      long sum = 0;
      for (int i = from; i < next[row]; i++) {
        sum += amounts[i];
      }
      from = next[row];
      matched += sum > MORE_THAN_CENTS ? 1 : 0;
    }
    return matched;
  }

  @Benchmark
  public int bigDecimals() {
    BigDecimal[] totals = new BigDecimal[RowMask.ROWS];
    Arrays.fill(totals, BigDecimal.ZERO);
    chunk.forEachAmount(
        (row, amount) -> totals[row] = totals[row].add(BigDecimal.valueOf(amount, 2)));
    BigDecimal bound = BigDecimal.valueOf(MORE_THAN_CENTS, 2);
    int matched = 0;
    for (BigDecimal total : totals) {
      matched += total.compareTo(bound) > 0 ? 1 : 0;
    }
    return matched;
  }
}
