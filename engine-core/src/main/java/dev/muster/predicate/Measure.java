// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What is computed from the selected events of one profile.
 *
 * <p>{@link Count}, {@link Sum}, {@link Distinct}, {@link Days} and {@link Periods} of no event are
 * 0. {@link Average}, {@link Minimum} and {@link Maximum} look only at events that have the
 * property, and are missing when there is none. Sums and averages of LONG and DECIMAL are exact,
 * however large; sums of DOUBLE are added in the order of (time, sequence), so that they come out
 * the same bit for bit on every route.
 */
public sealed interface Measure {

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** The type that the measured value is compared as. */
  ValueType resultType();

  /** How many events. */
  record Count() implements Measure {
    @Override
    public ValueType resultType() {
      return ValueType.LONG;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  /** The property added up; 0 if no event has it. */
  record Sum(String property, ValueType type) implements Measure {
    public Sum {
      requireNumeric("sum", property, type);
    }

    @Override
    public ValueType resultType() {
      return exact(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sum(this);
    }
  }

  /** The mean of the property over the events that have it; missing if none has. */
  record Average(String property, ValueType type) implements Measure {
    public Average {
      requireNumeric("avg", property, type);
    }

    @Override
    public ValueType resultType() {
      return exact(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.average(this);
    }
  }

  /** The least value of the property; missing if no event has it. */
  record Minimum(String property, ValueType type) implements Measure {
    public Minimum {
      requireExtremum("min", property, type);
    }

    @Override
    public ValueType resultType() {
      return type;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.minimum(this);
    }
  }

  /** The greatest value of the property; missing if no event has it. */
  record Maximum(String property, ValueType type) implements Measure {
    public Maximum {
      requireExtremum("max", property, type);
    }

    @Override
    public ValueType resultType() {
      return type;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.maximum(this);
    }
  }

  /** How many different values the property takes; 0 if no event has it. */
  record Distinct(String property, ValueType type) implements Measure {
    public Distinct {
      if (type.kind() == ValueType.Kind.STRING_SET) {
        throw new IllegalArgumentException(
            "distinct needs a property with one value, property=" + property + " type=" + type);
      }
    }

    @Override
    public ValueType resultType() {
      return ValueType.LONG;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.distinct(this);
    }
  }

  /**
   * On how many days of a zone there is an event; a day lasts from its first instant to that of the
   * next one, as in {@link Window.CalendarDays}.
   */
  record Days(ZoneId zone) implements Measure {
    @Override
    public ValueType resultType() {
      return ValueType.LONG;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.days(this);
    }
  }

  /**
   * In how many periods there are at least {@code timesMin} events; period i covers {@code i *
   * length <= now - t < (i + 1) * length}.
   *
   * @param length of a period: whole milliseconds, in (0, {@link Window#DURATION_MAX}]
   * @param timesMin events that make a period count, at least 1
   */
  record Periods(Duration length, int timesMin) implements Measure {
    public Periods {
      Durations.check("length", length, 1);
      if (timesMin < 1) {
        throw new IllegalArgumentException("timesMin must be positive, timesMin=" + timesMin);
      }
    }

    @Override
    public ValueType resultType() {
      return ValueType.LONG;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.periods(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R count(Count count);

    R sum(Sum sum);

    R average(Average average);

    R minimum(Minimum minimum);

    R maximum(Maximum maximum);

    R distinct(Distinct distinct);

    R days(Days days);

    R periods(Periods periods);
  }

  /**
   * Exact results are compared with decimal literals of any scale: an average of cents has more
   * digits than its cents, and a sum of LONG may leave 64 bits.
   */
  private static ValueType exact(ValueType type) {
    return type.kind() == ValueType.Kind.DOUBLE
        ? ValueType.DOUBLE
        : ValueType.decimal(ValueType.SCALE_MAX);
  }

  private static void requireNumeric(String measure, String property, ValueType type) {
    if (!type.isNumeric()) {
      throw new IllegalArgumentException(
          measure + " needs a numeric property, property=" + property + " type=" + type);
    }
  }

  private static void requireExtremum(String measure, String property, ValueType type) {
    boolean ordered =
        type.isNumeric()
            || type.kind() == ValueType.Kind.DATE
            || type.kind() == ValueType.Kind.TIMESTAMP;
    if (!ordered) {
      throw new IllegalArgumentException(
          measure + " needs a number, date or timestamp, property=" + property + " type=" + type);
    }
  }
}
