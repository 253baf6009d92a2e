// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.Measure;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures the selected events of one profile, which come in the order of (time, sequence). */
final class MeasureEvaluation implements Measure.Visitor<TestedValue> {

  private final List<ReferenceEvent> events;
  private final long nowMillis;

  MeasureEvaluation(List<ReferenceEvent> events, long nowMillis) {
    this.events = events;
    this.nowMillis = nowMillis;
  }

  @Override
  public TestedValue count(Measure.Count count) {
    return TestedValue.of((long) events.size());
  }

  @Override
  public TestedValue sum(Measure.Sum sum) {
    List<Object> values = values(sum.property());
    return isDouble(sum.type())
        ? TestedValue.of(doubleSum(values))
        : TestedValue.of(exactSum(values));
  }

  @Override
  public TestedValue average(Measure.Average average) {
    List<Object> values = values(average.property());
    if (values.isEmpty()) {
      return TestedValue.missing();
    }
    return isDouble(average.type())
        ? TestedValue.of(doubleSum(values) / values.size())
        : TestedValue.mean(exactSum(values), values.size());
  }

  @Override
  public TestedValue minimum(Measure.Minimum minimum) {
    return extremum(minimum.property(), -1);
  }

  @Override
  public TestedValue maximum(Measure.Maximum maximum) {
    return extremum(maximum.property(), 1);
  }

  @Override
  public TestedValue distinct(Measure.Distinct distinct) {
    return TestedValue.of((long) new HashSet<>(values(distinct.property())).size());
  }

  /** The latest date that has begun: by the start of the next one, not by the date on the clock. */
  @Override
  public TestedValue days(Measure.Days days) {
    Set<LocalDate> dates = new HashSet<>();
    for (ReferenceEvent event : events) {
      Instant instant = Instant.ofEpochMilli(event.epochMillis());
      LocalDate date = instant.atZone(days.zone()).toLocalDate();
      while (!date.plusDays(1).atStartOfDay(days.zone()).toInstant().isAfter(instant)) {
        date = date.plusDays(1);
      }
      dates.add(date);
    }
    return TestedValue.of((long) dates.size());
  }

  @Override
  public TestedValue periods(Measure.Periods periods) {
    Map<Long, Long> counts = new HashMap<>();
    for (ReferenceEvent event : events) {
      long age = nowMillis - event.epochMillis();
      counts.merge(Math.floorDiv(age, periods.length().toMillis()), 1L, Long::sum);
    }
    return TestedValue.of(
        counts.values().stream().filter(count -> count >= periods.timesMin()).count());
  }

  private TestedValue extremum(String property, int sign) {
    TestedValue extremum = TestedValue.missing();
    for (Object value : values(property)) {
      // The extremum so far lies on the wrong side of the value, so the value takes its place.
      if (extremum.isMissing() || extremum.compareTo(value) * sign < 0) {
        extremum = TestedValue.of(value);
      }
    }
    return extremum;
  }

  private List<Object> values(String property) {
    return events.stream()
        .filter(event -> event.properties().containsKey(property))
        .map(event -> event.properties().get(property))
        .toList();
  }

  private static double doubleSum(List<Object> values) {
    double sum = 0.0;
    for (Object value : values) {
      sum += (Double) value;
    }
    return sum;
  }

  private static BigDecimal exactSum(List<Object> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object value : values) {
      sum = sum.add(value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value);
    }
    return sum;
  }

  private static boolean isDouble(ValueType type) {
    return type.kind() == Kind.DOUBLE;
  }
}
