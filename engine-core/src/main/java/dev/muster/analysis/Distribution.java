// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How a quantity is spread over an audience: a histogram, percentiles, the extremes, sum and mean.
 * All of it is exact.
 *
 * <p>The values are collected and sorted: 8 bytes for each profile that has one, 16 if a sum leaves
 * 64 bits, and up to half as much again to grow; in the worker that met it, and once more in the
 * total.
 *
 * @param quantity what is looked at
 * @param buckets of the histogram; edges are of the class of the quantity
 * @param percents which percentiles: in [0, 100] with at most {@link #PERCENT_DIGITS} digits after
 *     the point, {@link #PERCENTILES_MAX} at most
 */
public record Distribution<V>(Quantity<V> quantity, Buckets<V> buckets, List<BigDecimal> percents)
    implements Analysis<Distribution.Result<V>> {

  /** Most percentiles: every tenth of a percent. */
  public static final int PERCENTILES_MAX = 1_001;

  /** Most digits of a percentage after the point; finer than any audience. */
  public static final int PERCENT_DIGITS = 9;

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  public Distribution {
    percents = percents.stream().map(Distribution::checked).toList();
    Breakdown.requireWithin("the number of percentiles", percents.size(), 0, PERCENTILES_MAX);
    for (V edge : buckets.edges()) {
      Object found = edge;
      if (!quantity.valueClass().isInstance(found)) {
        throw new IllegalArgumentException(
            "edges must be of the class of the quantity, expected "
                + quantity.valueClass().getSimpleName()
                + ", found "
                + found.getClass().getSimpleName()
                + " "
                + found);
      }
    }
  }

  /** The shortest decimal that is nearest to {@code percent} alone, as a program writes it. */
  private static BigDecimal written(double percent) {
    if (!Double.isFinite(percent)) {
      throw new IllegalArgumentException("a percentage must be in [0, 100], found " + percent);
    }
    return BigDecimal.valueOf(percent);
  }

  private static BigDecimal checked(BigDecimal percent) {
    if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
      throw new IllegalArgumentException("a percentage must be in [0, 100], found " + percent);
    }
    BigDecimal stripped = percent.stripTrailingZeros();
    if (stripped.scale() > PERCENT_DIGITS) {
      throw new IllegalArgumentException(
          "a percentage must have at most "
              + PERCENT_DIGITS
              + " digits after the point, found "
              + percent);
    }
    return stripped.setScale(Math.max(0, stripped.scale()));
  }

  /** The extremes, sum and mean of {@code quantity}. */
  public static <V> Distribution<V> of(Quantity<V> quantity) {
    return new Distribution<>(quantity, Buckets.none(), List.of());
  }

  /** The same with a histogram. */
  public Distribution<V> histogram(Buckets<V> histogram) {
    return new Distribution<>(quantity, histogram, percents);
  }

  /** The same with these percentiles, each as it is written: 99.9 is 99.9 and nothing near it. */
  public Distribution<V> percentiles(double... wanted) {
    return new Distribution<>(
        quantity, buckets, DoubleStream.of(wanted).mapToObj(Distribution::written).toList());
  }

  /**
   * How the quantity is spread. Buckets, what is below and what is above add up to the count; the
   * count and those missing to the audience.
   *
   * @param count profiles with a value
   * @param missing profiles without
   * @param min the least value; empty if there is none
   * @param max the greatest value; empty if there is none
   * @param sum of all values: of LONG and DECIMAL the exact BigDecimal, 0 if there is none; of
   *     DOUBLE the Double nearest to the exact sum; empty for dates and instants
   * @param mean sum by count, of a BigDecimal rounded half even to 34 digits; empty if there is no
   *     value, and for dates and instants
   * @param below profiles below the first bucket
   * @param buckets of the histogram
   * @param above profiles above the last bucket
   * @param percentiles in the order asked; none if there is no value
   */
  public record Result<V>(
      long count,
      long missing,
      Optional<V> min,
      Optional<V> max,
      Optional<Number> sum,
      Optional<Number> mean,
      long below,
      List<Bucket<V>> buckets,
      long above,
      List<Percentile<V>> percentiles) {
    public Result {
      buckets = List.copyOf(buckets);
      percentiles = List.copyOf(percentiles);
    }
  }

  /** Profiles with a value in {@code from <= value < to}. */
  public record Bucket<V>(V from, V to, long profiles) {}

  /**
   * The value of nearest rank: the least one that at least so many percent of the values do not
   * exceed. At 0 percent it is the least of all.
   */
  public record Percentile<V>(BigDecimal percent, V value) {}

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.distribution(this);
  }
}
