// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Occurrence;
import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Events as a plain list, measured row by row: what every other route must agree with. */
final class EventModel {

  /** One event; a property that is missing is null. */
  record Stored(int row, long time, long sequence, List<@Nullable Long> codes) {
    @Nullable Long code(int property) {
      return property >= 0 && property < codes.size() ? codes.get(property) : null;
    }
  }

  /** A sum that is yet to be divided. */
  record Quotient(BigDecimal sum, int count) {}

  private final List<Stored> events;

  EventModel(List<Stored> events) {
    this.events = List.copyOf(events);
  }

  List<Stored> events() {
    return events;
  }

  EventModel without(long[] rowMask) {
    return new EventModel(
        events.stream().filter(event -> !RowMask.contains(rowMask, event.row())).toList());
  }

  /** The candidates that pass. */
  long[] evaluate(EventQuery query, ValueTest test, long[] candidates) {
    Map<Integer, List<Stored>> selected = selected(query);
    boolean withoutEvents = passes(test, measure(query.measure(), List.of()));
    long[] result = RowMask.create();
    for (int row = 0; row < RowMask.ROWS; row++) {
      List<Stored> own = selected.get(row);
      boolean passes = own == null ? withoutEvents : passes(test, measure(query.measure(), own));
      RowMask.set(result, row, passes && RowMask.contains(candidates, row));
    }
    return result;
  }

  /** The selected events of each row that has any, in order of (time, sequence). */
  Map<Integer, List<Stored>> selected(EventQuery query) {
    Map<Integer, List<Stored>> selected = new TreeMap<>();
    occurring(query).stream()
        .filter(event -> query.range().contains(event.time()) && passes(query.filter(), event))
        .sorted(Comparator.comparingLong(Stored::time).thenComparingLong(Stored::sequence))
        .forEach(
            event -> selected.computeIfAbsent(event.row(), row -> new ArrayList<>()).add(event));
    return selected;
  }

  /** What {@code measure} makes of the events of {@code row}, as a literal near it would be. */
  @Nullable Object measured(EventQuery query, int row, int scale) {
    List<Stored> own =
        occurring(query).stream()
            .filter(event -> event.row() == row && query.range().contains(event.time()))
            .filter(event -> passes(query.filter(), event))
            .sorted(Comparator.comparingLong(Stored::time).thenComparingLong(Stored::sequence))
            .toList();
    Object value = measure(query.measure(), own);
    return value instanceof Quotient quotient
        ? quotient.sum().divide(BigDecimal.valueOf(quotient.count()), scale, RoundingMode.HALF_EVEN)
        : value;
  }

  /** Those at the first or last instant of their row, if the query asks for them. */
  private List<Stored> occurring(EventQuery query) {
    if (query.occurrence() == Occurrence.ANY) {
      return events;
    }
    Map<Integer, Long> edges = new TreeMap<>();
    for (Stored event : events) {
      if (query.among().contains(event.time())) {
        edges.merge(
            event.row(),
            event.time(),
            query.occurrence() == Occurrence.FIRST ? Math::min : Math::max);
      }
    }
    return events.stream()
        .filter(event -> Long.valueOf(event.time()).equals(edges.get(event.row())))
        .toList();
  }

  static boolean passes(EventFilterNode filter, Stored event) {
    if (filter instanceof EventFilterNode.And and) {
      return and.operands().stream().allMatch(operand -> passes(operand, event));
    } else if (filter instanceof EventFilterNode.Or or) {
      return or.operands().stream().anyMatch(operand -> passes(operand, event));
    } else if (filter instanceof EventFilterNode.Not not) {
      return !passes(not.operand(), event);
    } else if (filter instanceof EventFilterNode.PropertyTest test) {
      Long code = event.code(test.property());
      return code != null && test.test().test(code);
    } else if (filter instanceof EventFilterNode.PropertyExists exists) {
      return event.code(exists.property()) != null;
    } else if (filter instanceof EventFilterNode.TimeOfDay time) {
      LocalTime from = LocalTime.ofNanoOfDay(time.fromMillis() * 1_000_000);
      LocalTime clock = local(time.offsets(), event).toLocalTime();
      return Math.floorMod(from.until(clock, ChronoUnit.MILLIS), EventScenario.DAY)
          < time.lengthMillis();
    } else if (filter instanceof EventFilterNode.DayOfWeek day) {
      return (day.days() >>> local(day.offsets(), event).getDayOfWeek().ordinal() & 1) != 0;
    } else if (filter instanceof EventFilterNode.AttributeComparison comparison) {
      return compares(comparison, event);
    } else {
      return event.code(((EventFilterNode.PropertyMissing) filter).property()) == null;
    }
  }

  private static boolean compares(EventFilterNode.AttributeComparison comparison, Stored event) {
    Long property = event.code(comparison.property());
    Long attribute = EventScenario.attribute(comparison.attribute(), event.row());
    if (property == null || attribute == null) {
      return false;
    }
    IntUnaryOperator translation = comparison.translation();
    long held = translation == null ? attribute : translation.applyAsInt(attribute.intValue());
    return switch (comparison.operator()) {
      case EQUAL -> property == held;
      case NOT_EQUAL -> property != held;
      case LESS -> property < held;
      case AT_MOST -> property <= held;
      case MORE -> property > held;
      case AT_LEAST -> property >= held;
    };
  }

  private static ZonedDateTime local(ZoneOffsets offsets, Stored event) {
    return Instant.ofEpochMilli(event.time()).atZone(ZoneId.of(offsets.toString()));
  }

  static @Nullable Object measure(MeasureSpec measure, List<Stored> events) {
    List<Long> codes =
        events.stream()
            .map(event -> event.code(measure.property()))
            .filter(code -> code != null)
            .toList();
    ValueType type = measure.type();
    boolean isDouble = type.kind() == ValueType.Kind.DOUBLE;
    return switch (measure.kind()) {
      case COUNT -> (long) events.size();
      case DISTINCT -> codes.stream().distinct().count();
      case SPANS -> spans(measure.spans(), events);
      case LATEST ->
          events.isEmpty() ? null : Instant.ofEpochMilli(events.get(events.size() - 1).time());
      case SUM -> isDouble ? (Object) doubleSum(codes) : exactSum(codes, type);
      case AVERAGE ->
          codes.isEmpty()
              ? null
              : isDouble
                  ? (Object) (doubleSum(codes) / codes.size())
                  : new Quotient(exactSum(codes, type), codes.size());
      case MINIMUM ->
          codes.stream().min(Long::compare).map(code -> ValueCode.decode(type, code)).orElse(null);
      case MAXIMUM ->
          codes.stream().max(Long::compare).map(code -> ValueCode.decode(type, code)).orElse(null);
    };
  }

  /** Day by day by the clock on the wall, or by age. */
  private static long spans(TimeSpans spans, List<Stored> events) {
    Map<Long, Integer> counts = new TreeMap<>();
    for (Stored event : events) {
      long number =
          spans instanceof TimeSpans.Days days
              ? day(days.zone(), Instant.ofEpochMilli(event.time()))
              : Math.floorDiv(
                  ((TimeSpans.Periods) spans).nowMillis() - event.time(),
                  ((TimeSpans.Periods) spans).lengthMillis());
      counts.merge(number, 1, Integer::sum);
    }
    return counts.values().stream().filter(count -> count >= spans.eventsMin()).count();
  }

  private static long day(ZoneId zone, Instant instant) {
    LocalDate date = instant.atZone(zone).toLocalDate();
    while (!date.plusDays(1).atStartOfDay(zone).toInstant().isAfter(instant)) {
      date = date.plusDays(1);
    }
    return date.toEpochDay();
  }

  private static double doubleSum(List<Long> codes) {
    double sum = 0.0;
    for (long code : codes) {
      sum += ValueCode.toDouble(code);
    }
    return sum;
  }

  private static BigDecimal exactSum(List<Long> codes, ValueType type) {
    return codes.stream()
        .map(code -> BigDecimal.valueOf(code, type.scale()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean passes(ValueTest test, @Nullable Object value) {
    if (test instanceof ValueTest.Missing) {
      return value == null;
    } else if (value == null) {
      return false;
    } else if (test instanceof ValueTest.In in) {
      return equalsAny(value, in.literals());
    } else if (test instanceof ValueTest.NotIn notIn) {
      return !equalsAny(value, notIn.literals());
    } else if (test instanceof ValueTest.Range range) {
      int low = range.low() == null ? 1 : compare(value, range.low());
      int high = range.high() == null ? -1 : compare(value, range.high());
      return (low > 0 || (low == 0 && range.lowInclusive()))
          && (high < 0 || (high == 0 && range.highInclusive()));
    }
    return test instanceof ValueTest.Exists;
  }

  private static boolean equalsAny(Object value, Set<Object> literals) {
    return literals.stream().anyMatch(literal -> compare(value, literal) == 0);
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object value, Object literal) {
    return value instanceof Quotient quotient
        ? quotient
            .sum()
            .compareTo(((BigDecimal) literal).multiply(BigDecimal.valueOf(quotient.count())))
        : ((Comparable<Object>) value).compareTo(literal);
  }
}
