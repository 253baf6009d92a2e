// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Distribution;
import dev.muster.analysis.Quantity;
import dev.muster.predicate.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sorts the values of all profiles and counts them off. */
final class DistributionEvaluation {

  private DistributionEvaluation() {}

  static <V> Distribution.Result<V> evaluate(
      Distribution<V> distribution, Collection<PredicateEvaluation> audience, long nowMillis) {
    List<V> values = new ArrayList<>();
    for (PredicateEvaluation profile : audience) {
      Object value = value(distribution.quantity(), profile, nowMillis);
      if (value != null) {
        @SuppressWarnings("unchecked") // V is the class of the quantity's values
        V typed = (V) value;
        values.add(typed);
      }
    }
    values.sort(DistributionEvaluation::compare);
    int count = values.size();
    List<V> edges = distribution.buckets().edges();
    List<Distribution.Bucket<V>> buckets = new ArrayList<>();
    for (int i = 1; i < edges.size(); i++) {
      V from = edges.get(i - 1);
      V to = edges.get(i);
      buckets.add(
          new Distribution.Bucket<>(
              from,
              to,
              values.stream().filter(v -> compare(v, from) >= 0 && compare(v, to) < 0).count()));
    }
    Optional<Number> sum = sum(values, distribution.quantity());
    return new Distribution.Result<>(
        count,
        audience.size() - count,
        values.stream().findFirst(),
        count == 0 ? Optional.empty() : Optional.of(values.get(count - 1)),
        sum,
        count == 0 ? Optional.empty() : sum.map(total -> mean(total, count)),
        edges.isEmpty() ? 0 : values.stream().filter(v -> compare(v, edges.get(0)) < 0).count(),
        buckets,
        edges.isEmpty()
            ? 0
            : values.stream().filter(v -> compare(v, edges.get(edges.size() - 1)) >= 0).count(),
        count == 0
            ? List.of()
            : distribution.percents().stream()
                .map(percent -> new Distribution.Percentile<>(percent, nearest(values, percent)))
                .toList());
  }

  /** The least value that at least so many percent of the values do not exceed, by trying. */
  private static <V> V nearest(List<V> values, BigDecimal percent) {
    for (int rank = 1; rank < values.size(); rank++) {
      if (BigDecimal.valueOf(100L * rank)
              .compareTo(percent.multiply(BigDecimal.valueOf(values.size())))
          >= 0) {
        return values.get(rank - 1);
      }
    }
    return values.get(values.size() - 1);
  }

  private static <V> Optional<Number> sum(List<V> values, Quantity<V> quantity) {
    if (quantity.valueClass() == Double.class) {
      BigDecimal sum = BigDecimal.ZERO;
      for (V value : values) {
        sum = sum.add(new BigDecimal((Double) value));
      }
      return Optional.of(sum.doubleValue());
    }
    if (quantity.valueClass() != Long.class && quantity.valueClass() != BigDecimal.class) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO.setScale(scale(quantity));
    for (V value : values) {
      sum = sum.add(value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value);
    }
    return Optional.of(sum);
  }

  private static Number mean(Number sum, int count) {
    return sum instanceof BigDecimal exact
        ? (Number) exact.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
        : (Number) ((Double) sum / count);
  }

  private static int scale(Quantity<?> quantity) {
    if (quantity instanceof Quantity.OfAttribute<?> of) {
      return of.type().scale();
    }
    Measure measure = ((Quantity.OfEvents<?>) quantity).measure();
    if (measure instanceof Measure.Average average) {
      return average.type().scale() + Quantity.AVERAGE_DIGITS;
    }
    return measure instanceof Measure.Sum sum ? sum.type().scale() : measure.resultType().scale();
  }

  private static @Nullable Object value(
      Quantity<?> quantity, PredicateEvaluation profile, long nowMillis) {
    if (quantity instanceof Quantity.OfAttribute<?> of) {
      return profile.attribute(of.attribute());
    }
    Quantity.OfEvents<?> of = (Quantity.OfEvents<?>) quantity;
    List<ReferenceEvent> events = profile.select(of.events());
    if (of.measure() instanceof Measure.Average average
        && quantity.valueClass() == BigDecimal.class) {
      return average(events, average, scale(quantity));
    }
    TestedValue measured = of.measure().accept(new MeasureEvaluation(events, nowMillis));
    if (measured.isMissing()) {
      return null;
    }
    Object value = measured.as(Object.class);
    if (value instanceof Double number) {
      return number + 0.0;
    }
    return value instanceof BigDecimal exact ? exact.setScale(scale(quantity)) : value;
  }

  private static @Nullable BigDecimal average(
      List<ReferenceEvent> events, Measure.Average average, int scale) {
    BigDecimal sum = BigDecimal.ZERO;
    int count = 0;
    for (ReferenceEvent event : events) {
      Object value = event.properties().get(average.property());
      if (value != null) {
        sum = sum.add(new BigDecimal(value.toString()));
        count++;
      }
    }
    return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_EVEN);
  }

  @SuppressWarnings("unchecked") // values of one quantity are of one class
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
