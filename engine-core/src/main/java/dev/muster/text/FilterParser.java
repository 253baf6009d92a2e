// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.EventFilter;
import dev.muster.schema.EventType;
import dev.muster.schema.NearestName;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Reads a filter of the events of one type. */
final class FilterParser extends LogicParser<EventFilter> {

  private final EventType type;
  private final LocalTimeParser localTimes;
  private final AttributeComparisonParser comparisons;

  FilterParser(TokenReader reader, Schema schema, EventType type, int openBefore) {
    super(reader, openBefore);
    this.type = type;
    this.localTimes = new LocalTimeParser(reader);
    this.comparisons = new AttributeComparisonParser(reader, schema);
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
  EventFilter simple() {
    Token first = reader.peek();
    if (reader.accept("true")) {
      return leaf(first, EventFilter.all(), 1);
    }
    if (reader.accept("false")) {
      return leaf(first, new EventFilter.Or(List.of()), 1);
    }
    if (localTimes.atTimeOfDay()) {
      return leaf(first, localTimes.timeOfDay(), 1);
    }
    if (localTimes.atDayOfWeek()) {
      return leaf(first, localTimes.dayOfWeek(), 1);
    }
    return comparison();
  }

  @Override
  Subject<EventFilter> subject() {
    Property<?> property = property(reader, type, "a condition");
    return new Subject<>(
        property.type(),
        1,
        test -> new EventFilter.PropertyTest(property.name(), property.type(), test),
        () -> comparisons.atComparison() ? comparisons.comparison(property) : null);
  }

  /** Reads the name of a property of {@code type}; {@code what} says what could stand there. */
  static Property<?> property(TokenReader reader, EventType type, String what) {
    return property(reader, type, reader.expectName(what));
  }

  /** The property of {@code type} that {@code name} names. */
  static Property<?> property(TokenReader reader, EventType type, Token name) {
    Property<?> property = type.property(name.text());
    if (property == null) {
      List<String> known = new ArrayList<>();
      type.properties().forEach(p -> known.add(p.name()));
      throw reader.unknown(
          name, "a property of '" + type.name() + "'", NearestName.of(name.text(), known));
    }
    return property;
  }
}
