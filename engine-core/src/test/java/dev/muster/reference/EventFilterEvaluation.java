// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventFilter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Evaluates an event filter over one event. */
final class EventFilterEvaluation implements EventFilter.Visitor<Boolean> {

  private final ReferenceEvent event;
  private final long nowMillis;

  EventFilterEvaluation(ReferenceEvent event, long nowMillis) {
    this.event = event;
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

  private ZonedDateTime local(ZoneId zone) {
    return Instant.ofEpochMilli(event.epochMillis()).atZone(zone);
  }
}
