// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Distribution;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects all numbers and sorts them; everything that is asked then lies at some place. */
record DistributionAnalyzer<V>(
    Distribution<V> distribution, NumberForm form, Supplier<ProfileNumbers> numbers)
    implements Analyzer<DistributionAnalyzer.Collected, Distribution.Result<V>> {

  @Override
  public Collected accumulator() {
    return new Collected(numbers);
  }

  @Override
  public Distribution.Result<V> answer(Collected total, StopCheck stop) {
    CollectedValues sorted = total.values;
    sorted.sort();
    stop.check();
    int count = sorted.size();
    List<V> edges = distribution.buckets().edges();
    int[] ends = new int[edges.size()];
    List<Distribution.Bucket<V>> buckets = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      ends[i] = below(sorted, edges.get(i));
      if (i > 0) {
        buckets.add(
            new Distribution.Bucket<>(edges.get(i - 1), edges.get(i), ends[i] - ends[i - 1]));
      }
    }
    Optional<ExactTotal> sum = sum(sorted, stop);
    return new Distribution.Result<>(
        count,
        total.profiles - count,
        value(sorted, 0),
        value(sorted, count - 1),
        sum.map(ExactTotal::value),
        count == 0 ? Optional.empty() : sum.map(of -> of.mean(count)),
        ends.length == 0 ? 0 : ends[0],
        buckets,
        ends.length == 0 ? 0 : count - ends[ends.length - 1],
        percentiles(sorted));
  }

  private Optional<V> value(CollectedValues sorted, int index) {
    return index < 0 || index >= sorted.size()
        ? Optional.empty()
        : Optional.of(decode(sorted, index));
  }

  @SuppressWarnings("unchecked") // V is the class of the quantity's values
  private V decode(CollectedValues sorted, int index) {
    return (V) form.decode(sorted.high(index), sorted.low(index));
  }

  /** How many values are less than {@code edge}. */
  @SuppressWarnings("unchecked") // an edge is compared with values of its own class
  private int below(CollectedValues sorted, V edge) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (((Comparable<Object>) decode(sorted, middle)).compareTo(edge) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Optional<ExactTotal> sum(CollectedValues values, StopCheck stop) {
    if (!form.isSummable()) {
      return Optional.empty();
    }
    ExactTotal sum = form.total();
    StopCheck.Steps steps = stop.steps();
    for (int i = 0; i < values.size(); i++) {
      steps.step();
      sum.add(values.high(i), values.low(i));
    }
    return Optional.of(sum);
  }

  private List<Distribution.Percentile<V>> percentiles(CollectedValues sorted) {
    List<Distribution.Percentile<V>> percentiles = new ArrayList<>();
    if (sorted.size() > 0) {
      for (BigDecimal percent : distribution.percents()) {
        percentiles.add(
            new Distribution.Percentile<>(
                percent, decode(sorted, rank(percent, sorted.size()) - 1)));
      }
    }
    return percentiles;
  }

  /** The nearest rank: the least whole number, 1 or more, not below percent / 100 * count. */
  static int rank(BigDecimal percent, int count) {
    BigDecimal exact = percent.multiply(BigDecimal.valueOf(count)).movePointLeft(2);
    return Math.max(1, exact.setScale(0, RoundingMode.CEILING).intValueExact());
  }

  /** The numbers of some profiles. */
  static final class Collected implements ChunkAccumulator<Collected> {

    private final Supplier<ProfileNumbers> source;
    private final CollectedValues values = new CollectedValues();
    private long profiles;

    /** Made when a chunk comes. */
    private Optional<ProfileNumbers> numbers = Optional.empty();

    private Collected(Supplier<ProfileNumbers> source) {
      this.source = source;
    }

    @Override
    public void add(ChunkRows chunk) {
      if (numbers.isEmpty()) {
        numbers = Optional.of(source.get());
      }
      profiles += chunk.count();
      numbers.get().forEach(chunk, (row, high, low) -> values.add(high, low));
    }

    @Override
    public void addAll(Collected other) {
      profiles += other.profiles;
      values.addAll(other.values);
    }
  }
}
