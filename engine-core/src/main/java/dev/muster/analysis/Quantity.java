// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.schema.Attribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventSource;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Property;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;

/**
 * One number, date or instant of each profile: an attribute, or what is measured of its events.
 *
 * <p>What is measured means what it means in a predicate: a count or a sum of no event is 0, an
 * average or an extreme of none is missing. Sums of LONG are BigDecimal, since they may leave 64
 * bits. Averages of LONG and DECIMAL are rounded, half even, to {@link #AVERAGE_DIGITS} digits more
 * than the property has.
 *
 * @param <V> the class of its values: Long, Double, BigDecimal, LocalDate or Instant
 */
public sealed interface Quantity<V> {

  /** Digits that an average of LONG or DECIMAL has beyond those of the property. */
  int AVERAGE_DIGITS = 6;

  /** The class of its values. */
  Class<?> valueClass();

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** The value of {@code attribute}: a number, date or timestamp. */
  static <V> Quantity<V> of(Attribute<V> attribute) {
    return new OfAttribute<>(attribute.name(), attribute.type());
  }

  /** How many events. */
  static Quantity<Long> count(EventSource events) {
    return new OfEvents<>(events.selection(), new Measure.Count());
  }

  /** The property added up, exactly. */
  static Quantity<BigDecimal> sum(EventSource events, LongProperty property) {
    return new OfEvents<>(events.selection(), new Measure.Sum(property.name(), property.type()));
  }

  /** The property added up, exactly. */
  static Quantity<BigDecimal> sum(EventSource events, DecimalProperty property) {
    return new OfEvents<>(events.selection(), new Measure.Sum(property.name(), property.type()));
  }

  /** The property added up in order of time. */
  static Quantity<Double> sum(EventSource events, DoubleProperty property) {
    return new OfEvents<>(events.selection(), new Measure.Sum(property.name(), property.type()));
  }

  /** The mean of the property. */
  static Quantity<BigDecimal> avg(EventSource events, LongProperty property) {
    return new OfEvents<>(
        events.selection(), new Measure.Average(property.name(), property.type()));
  }

  /** The mean of the property. */
  static Quantity<BigDecimal> avg(EventSource events, DecimalProperty property) {
    return new OfEvents<>(
        events.selection(), new Measure.Average(property.name(), property.type()));
  }

  /** The mean of the property. */
  static Quantity<Double> avg(EventSource events, DoubleProperty property) {
    return new OfEvents<>(
        events.selection(), new Measure.Average(property.name(), property.type()));
  }

  /** The least value of the property: a number, date or timestamp. */
  static <V> Quantity<V> min(EventSource events, Property<V> property) {
    return new OfEvents<>(
        events.selection(), new Measure.Minimum(property.name(), property.type()));
  }

  /** The greatest value of the property: a number, date or timestamp. */
  static <V> Quantity<V> max(EventSource events, Property<V> property) {
    return new OfEvents<>(
        events.selection(), new Measure.Maximum(property.name(), property.type()));
  }

  /** How many different values the property takes. */
  static Quantity<Long> distinct(EventSource events, Property<?> property) {
    return new OfEvents<>(
        events.selection(), new Measure.Distinct(property.name(), property.type()));
  }

  /** On how many days of {@code zone} there are events. */
  static Quantity<Long> days(EventSource events, ZoneId zone) {
    return new OfEvents<>(events.selection(), new Measure.Days(zone));
  }

  /** In how many periods, counted back from now, there are {@code timesMin} events or more. */
  static Quantity<Long> periods(EventSource events, Duration length, int timesMin) {
    return new OfEvents<>(events.selection(), new Measure.Periods(length, timesMin));
  }

  /**
   * The value of an attribute.
   *
   * @param type LONG, DOUBLE, DECIMAL, DATE or TIMESTAMP, and the one whose values are V
   */
  record OfAttribute<V>(String attribute, ValueType type) implements Quantity<V> {
    public OfAttribute {
      boolean fits =
          type.isNumeric()
              || type.kind() == ValueType.Kind.DATE
              || type.kind() == ValueType.Kind.TIMESTAMP;
      if (!fits) {
        throw new IllegalArgumentException(
            "a quantity needs a number, date or timestamp, attribute="
                + attribute
                + " type="
                + type);
      }
    }

    @Override
    public Class<?> valueClass() {
      return type.kind().javaClass();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofAttribute(this);
    }
  }

  /** What is measured of the selected events; V must be the class of what that is. */
  record OfEvents<V>(EventSelection events, Measure measure) implements Quantity<V> {
    @Override
    public Class<?> valueClass() {
      return measure.resultType().kind().javaClass();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofEvents(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R ofAttribute(OfAttribute<?> quantity);

    R ofEvents(OfEvents<?> quantity);
  }
}
