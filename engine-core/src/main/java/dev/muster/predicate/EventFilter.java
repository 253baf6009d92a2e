// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An immutable yes/no expression over the properties of one event.
 *
 * <p>All parts of a filter look at one and the same event. A test of a property that the event
 * lacks is false; {@link Not} is the complement over the events of the type. Closed and read
 * through a {@link Visitor}, like {@link Predicate}.
 */
public sealed interface EventFilter {

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** Accepts every event: the empty conjunction. */
  static EventFilter all() {
    return And.ALL;
  }

  /**
   * The events at or after {@code from} and before {@code to} by the clocks of {@code zone}; past
   * midnight if {@code from} is the later one.
   */
  static EventFilter timeOfDay(LocalTime from, LocalTime to, ZoneId zone) {
    return new TimeOfDay(from, to, zone);
  }

  /** The events on one of {@code days}, at least one, by the calendar of {@code zone}. */
  static EventFilter dayOfWeek(ZoneId zone, java.time.DayOfWeek... days) {
    return new DayOfWeek(Set.copyOf(List.of(days)), zone);
  }

  /** Both this and {@code other}, of the same event. */
  default EventFilter and(EventFilter other) {
    return new And(List.of(this, other));
  }

  /** This or {@code other} or both, of the same event. */
  default EventFilter or(EventFilter other) {
    return new Or(List.of(this, other));
  }

  /** The events that this does not accept, those that lack the property included. */
  default EventFilter not() {
    return new Not(this);
  }

  /** All operands hold; with none, every event does. */
  record And(List<EventFilter> operands) implements EventFilter {

    // Here and not on the interface: that would need this class while it is being initialised.
    private static final EventFilter ALL = new And(List.of());

    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }

    @Override
    public EventFilter and(EventFilter other) {
      return new And(append(operands, other));
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** At least one operand holds; with none, no event does. */
  record Or(List<EventFilter> operands) implements EventFilter {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }

    @Override
    public EventFilter or(EventFilter other) {
      return new Or(append(operands, other));
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** The operand does not hold. */
  record Not(EventFilter operand) implements EventFilter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * A test of one property.
   *
   * @param property its name
   * @param type the type that the test was written for
   * @param test what its value must satisfy
   */
  record PropertyTest(String property, ValueType type, ValueTest test) implements EventFilter {
    public PropertyTest {
      test.requireFits(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.propertyTest(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * When by the clock on the wall it happened: {@code from <= local time < to} or, if {@code from}
   * is the later one, at or after {@code from} or before {@code to}. {@code to} midnight is the end
   * of the day.
   *
   * <p>A time that comes twice because clocks go back counts both times, and one that is skipped
   * never comes.
   *
   * @param from the first time inside; a whole millisecond
   * @param to the first time outside, not {@code from} itself; a whole millisecond
   * @param zone whose clocks
   */
  record TimeOfDay(LocalTime from, LocalTime to, ZoneId zone) implements EventFilter {
    public TimeOfDay {
      requireMillis("from", from);
      requireMillis("to", to);
      if (from.equals(to)) {
        throw new IllegalArgumentException(
            "a time of day must begin and end at different times, from=" + from + " to=" + to);
      }
    }

    private static void requireMillis(String name, LocalTime time) {
      if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
        throw new IllegalArgumentException(
            name + " must be a whole millisecond, " + name + "=" + time);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.timeOfDay(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * The day of the week, by the date on the calendar when it happened.
   *
   * @param days at least one
   * @param zone whose calendar
   */
  record DayOfWeek(Set<java.time.DayOfWeek> days, ZoneId zone) implements EventFilter {
    public DayOfWeek {
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a day of the week must be one of some, days=" + days);
      }
      // In the order of the week, so that equal filters print alike.
      days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dayOfWeek(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * A comparison of one property with an attribute of the profile, as the profile is when the
   * filter is evaluated: not as it was when the event happened. False if the event lacks the
   * property or the profile the attribute.
   *
   * @param property its name
   * @param type the type of both; not STRING_SET
   * @param operator how the property is to stand to the attribute; other than {@code =} and {@code
   *     !=} only for LONG, DOUBLE, DECIMAL, DATE and TIMESTAMP
   * @param attribute its name
   */
  record AttributeComparison(
      String property, ValueType type, ComparisonOperator operator, String attribute)
      implements EventFilter {

    /**
     * Most different pairs of property and attribute that an engine accepts in the filters of one
     * behaviour: each takes half a megabyte of each thread that evaluates it.
     */
    public static final int PAIRS_MAX = 32;

    public AttributeComparison {
      boolean fits =
          switch (type.kind()) {
            case LONG, DOUBLE, DECIMAL, DATE, TIMESTAMP -> true;
            case BOOLEAN, STRING, GEO_POINT, VERSION -> !operator.needsOrder();
            case STRING_SET -> false;
          };
      if (!fits) {
        throw new IllegalArgumentException(
            "numbers, dates and timestamps are compared with attributes by any operator, sets by"
                + " none, others by = and !=; property="
                + property
                + " "
                + type
                + " operator="
                + operator.symbol());
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.attributeComparison(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R and(And and);

    R or(Or or);

    R not(Not not);

    R propertyTest(PropertyTest test);

    R timeOfDay(TimeOfDay time);

    R dayOfWeek(DayOfWeek day);

    R attributeComparison(AttributeComparison comparison);
  }

  private static List<EventFilter> append(List<EventFilter> operands, EventFilter last) {
    List<EventFilter> all = new ArrayList<>(operands);
    all.add(last);
    return all;
  }
}
