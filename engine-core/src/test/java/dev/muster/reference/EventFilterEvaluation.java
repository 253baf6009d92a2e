// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventFilter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;

/** Evaluates an event filter over one event. */
final class EventFilterEvaluation implements EventFilter.Visitor<Boolean> {

  private final ReferenceEvent event;
  private final long nowMillis;

  /** What the profile of the event has now. */
  private final Map<String, Object> attributes;

  EventFilterEvaluation(ReferenceEvent event, Map<String, Object> attributes, long nowMillis) {
    this.event = event;
    this.attributes = attributes;
    this.nowMillis = nowMillis;
  }

  @Override
  public Boolean and(EventFilter.And and) {
    return and.operands().stream().allMatch(operand -> operand.accept(this));
  }

  @Override
  public Boolean or(EventFilter.Or or) {
    return or.operands().stream().anyMatch(operand -> operand.accept(this));
  }

  @Override
  public Boolean not(EventFilter.Not not) {
    return !not.operand().accept(this);
  }

  @Override
  public Boolean propertyTest(EventFilter.PropertyTest test) {
    TestedValue value = TestedValue.of(event.properties().get(test.property()));
    return ValueTestEvaluation.holds(test.test(), value, nowMillis);
  }

  @Override
  public Boolean timeOfDay(EventFilter.TimeOfDay time) {
    LocalTime clock = local(time.zone()).toLocalTime();
    boolean begun = !clock.isBefore(time.from());
    boolean ended = !clock.isBefore(time.to());
    return time.from().isBefore(time.to()) ? begun && !ended : begun || !ended;
  }

  @Override
  public Boolean dayOfWeek(EventFilter.DayOfWeek day) {
    return day.days().contains(local(day.zone()).getDayOfWeek());
  }

  @Override
  public Boolean attributeComparison(EventFilter.AttributeComparison comparison) {
    TestedValue property = TestedValue.of(event.properties().get(comparison.property()));
    Object attribute = attributes.get(comparison.attribute());
    if (property.isMissing() || attribute == null) {
      return false;
    }
    int order = property.compareTo(attribute);
    return switch (comparison.operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }

  private ZonedDateTime local(ZoneId zone) {
    return Instant.ofEpochMilli(event.epochMillis()).atZone(zone);
  }
}
