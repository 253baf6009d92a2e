// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.ValueTest;
import dev.muster.value.GeoPoint;
import dev.muster.value.TextOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts one value to a test. Every test but {@code missing} is false on a missing value. */
final class ValueTestEvaluation implements ValueTest.Visitor<Boolean> {

  private final TestedValue value;
  private final long nowMillis;

  private ValueTestEvaluation(TestedValue value, long nowMillis) {
    this.value = value;
    this.nowMillis = nowMillis;
  }

  static boolean holds(ValueTest test, TestedValue value, long nowMillis) {
    if (value.isMissing()) {
      return test instanceof ValueTest.Missing;
    }
    return test.accept(new ValueTestEvaluation(value, nowMillis));
  }

  @Override
  public Boolean exists(ValueTest.Exists test) {
    return true;
  }

  @Override
  public Boolean missing(ValueTest.Missing test) {
    return false;
  }

  @Override
  public Boolean in(ValueTest.In test) {
    return isOneOf(test.literals());
  }

  @Override
  public Boolean notIn(ValueTest.NotIn test) {
    return !isOneOf(test.literals());
  }

  private boolean isOneOf(Set<Object> literals) {
    return literals.stream().anyMatch(literal -> value.compareTo(literal) == 0);
  }

  @Override
  public Boolean range(ValueTest.Range test) {
    Object low = test.low();
    if (low != null) {
      int order = value.compareTo(low);
      if (order < 0 || (order == 0 && !test.lowInclusive())) {
        return false;
      }
    }
    Object high = test.high();
    if (high != null) {
      int order = value.compareTo(high);
      if (order > 0 || (order == 0 && !test.highInclusive())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Boolean text(ValueTest.Text test) {
    String text = value.as(String.class);
    String literal = test.literal();
    if (test.ignoringCase()) {
      text = TextOrder.fold(text);
      literal = TextOrder.fold(literal);
    }
    boolean related =
        switch (test.operator()) {
          case EQUALS -> text.equals(literal);
          case STARTS_WITH -> text.startsWith(literal);
          case ENDS_WITH -> text.endsWith(literal);
          case CONTAINS -> text.contains(literal);
        };
    return related != test.negated();
  }

  @Override
  public Boolean matches(ValueTest.Matches test) {
    return Pattern.matches(test.pattern(), value.as(String.class));
  }

  @Override
  public Boolean setMembers(ValueTest.SetMembers test) {
    Set<?> members = value.as(Set.class);
    return switch (test.operator()) {
      case HAS_ANY -> !Collections.disjoint(members, test.literals());
      case HAS_ALL -> members.containsAll(test.literals());
      case HAS_NONE -> Collections.disjoint(members, test.literals());
    };
  }

  @Override
  public Boolean setSize(ValueTest.SetSize test) {
    int size = value.as(Set.class).size();
    return test.min() <= size && size <= test.max();
  }

  @Override
  public Boolean withinRadius(ValueTest.WithinRadius test) {
    return value.as(GeoPoint.class).metresTo(test.centre()) <= test.metres();
  }

  @Override
  public Boolean withinBox(ValueTest.WithinBox test) {
    GeoPoint point = value.as(GeoPoint.class);
    double latitude = point.latitude();
    double longitude = point.longitude();
    return test.southWest().latitude() <= latitude
        && latitude <= test.northEast().latitude()
        && (isBetween(test, longitude)
            // The antimeridian has two names.
            || (Math.abs(longitude) == 180 && isBetween(test, -longitude)));
  }

  private static boolean isBetween(ValueTest.WithinBox box, double longitude) {
    double west = box.southWest().longitude();
    double east = box.northEast().longitude();
    return west <= east
        ? west <= longitude && longitude <= east
        : west <= longitude || longitude <= east;
  }

  /** Looks at one day after the other. */
  @Override
  public Boolean anniversary(ValueTest.Anniversary test) {
    LocalDate date =
        value.isA(LocalDate.class)
            ? value.as(LocalDate.class)
            : value.as(Instant.class).atZone(test.zone()).toLocalDate();
    LocalDate today = Instant.ofEpochMilli(nowMillis).atZone(test.zone()).toLocalDate();
    for (int i = 0; i < test.days(); i++) {
      LocalDate day = today.plusDays(i);
      // In common years the last day of February stands for the 29th.
      if (MonthDay.from(date).atYear(day.getYear()).equals(day)) {
        return true;
      }
    }
    return false;
  }
}
