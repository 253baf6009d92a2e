// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;

/** Reads which events are meant: an event type, and a filter of its events. */
final class PatternReader {

  private final JsonSource source;
  private final LiteralReader literals;
  private final SchemaNames names;
  private final TestReader tests;

  PatternReader(JsonSource source, LiteralReader literals, SchemaNames names, TestReader tests) {
    this.source = source;
    this.literals = literals;
    this.names = names;
    this.tests = tests;
  }

  /** Takes an event type and a filter, of what stands on {@code level}. */
  EventPattern read(Members members, int level) {
    EventType type = names.eventType(members.require("event"));
    return new EventPattern(type.name(), filter(members, type, level));
  }

  /** The property of the events of {@code pattern} that {@code value} names. */
  Property<?> property(JsonValue value, EventPattern pattern) {
    return names.property(value, pattern.eventType());
  }

  /** Takes the filter; without one, all events are meant. */
  EventFilter filter(Members members, EventType type, int level) {
    JsonValue where = members.find("where");
    return where == null
        ? EventFilter.all()
        : new FilterReader(source, literals, names, tests, type).read(where, level + 1);
  }
}
