// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.ValueTest;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import java.util.List;

/** Reads a filter of the events of one type. */
final class FilterReader extends LogicReader<EventFilter> {

  private static final List<String> KINDS =
      List.of("all", "any", "not", "property", "timeOfDay", "dayOfWeek");

  private final SchemaNames names;
  private final TestReader tests;
  private final EventType type;
  private final LocalTimeReader localTimes;
  private final AttributeComparisonReader comparisons;

  FilterReader(
      JsonSource source,
      LiteralReader literals,
      SchemaNames names,
      TestReader tests,
      EventType type) {
    super(source, literals);
    this.names = names;
    this.tests = tests;
    this.type = type;
    this.localTimes = new LocalTimeReader(source, literals);
    this.comparisons = new AttributeComparisonReader(source, names);
  }

  @Override
  String what() {
    return "a filter of the events of '" + type.name() + "'";
  }

  @Override
  List<String> kinds() {
    return KINDS;
  }

  @Override
  EventFilter conjunction(List<EventFilter> operands) {
    return new EventFilter.And(operands);
  }

  @Override
  EventFilter disjunction(List<EventFilter> operands) {
    return new EventFilter.Or(operands);
  }

  @Override
  EventFilter complement(EventFilter operand) {
    return new EventFilter.Not(operand);
  }

  @Override
  EventFilter simple(String kind, Members members, int level) {
    return switch (kind) {
      case "timeOfDay" -> localTimes.timeOfDay(members);
      case "dayOfWeek" -> localTimes.dayOfWeek(members);
      default -> property(members);
    };
  }

  private EventFilter property(Members members) {
    Property<?> property = names.property(members.require("property"), type);
    if (comparisons.isIn(members)) {
      return comparisons.read(members, property);
    }
    ValueTest test = tests.read(members, property.type());
    return source.made(
        members.object(),
        () -> new EventFilter.PropertyTest(property.name(), property.type(), test));
  }
}
