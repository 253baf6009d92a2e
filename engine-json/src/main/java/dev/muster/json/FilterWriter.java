// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;
import java.time.LocalTime;
import java.util.List;

/** Writes filters of the events of one type. */
final class FilterWriter extends LogicWriter<EventFilter>
    implements EventFilter.Visitor<JsonWriter> {

  FilterWriter(JsonWriter out) {
    super(out);
  }

  @Override
  void dispatch(EventFilter filter) {
    filter.accept(this);
  }

  @Override
  public JsonWriter and(EventFilter.And and) {
    return join("all", and.operands());
  }

  @Override
  public JsonWriter or(EventFilter.Or or) {
    return join("any", or.operands());
  }

  @Override
  public JsonWriter not(EventFilter.Not not) {
    return negate(not.operand());
  }

  @Override
  public JsonWriter propertyTest(EventFilter.PropertyTest test) {
    out.name("property").text(test.property());
    return test.test().accept(new TestWriter(out));
  }

  @Override
  public JsonWriter timeOfDay(EventFilter.TimeOfDay time) {
    List<LocalTime> edges = List.of(time.from(), time.to());
    return out.name("timeOfDay").literals(edges).zone(time.zone());
  }

  @Override
  public JsonWriter dayOfWeek(EventFilter.DayOfWeek day) {
    List<String> days = day.days().stream().map(LocalTimeReader::name).toList();
    return out.name("dayOfWeek").array(days, out::text).zone(day.zone());
  }

  @Override
  public JsonWriter attributeComparison(EventFilter.AttributeComparison comparison) {
    return out.name("property")
        .text(comparison.property())
        .name(AttributeComparisonReader.name(comparison.operator()))
        .object(compared -> compared.name("attribute").text(comparison.attribute()));
  }
}
