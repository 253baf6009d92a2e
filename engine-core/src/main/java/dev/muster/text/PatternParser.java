// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.Occurrence;
import dev.muster.schema.EventType;
import dev.muster.schema.NearestName;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Reads which events are meant: {@code first purchase (amount > 100)}. */
final class PatternParser {

  /**
   * A filter of events.
   *
   * @param levels how deep it is nested
   */
  record Filter(EventFilter filter, int levels) {}

  /**
   * Events of one type.
   *
   * @param levels how deep the filter is nested
   */
  record Pattern(EventPattern events, int levels) {}

  private final TokenReader reader;
  private final Schema schema;

  PatternParser(TokenReader reader, Schema schema) {
    this.reader = reader;
    this.schema = schema;
  }

  /** Whether {@code first} or {@code last} comes next. */
  boolean atOccurrence() {
    return reader.peek().isWord("first") || reader.peek().isWord("last");
  }

  /** Reads {@code first} or {@code last}, if one comes next. */
  Occurrence occurrence() {
    if (!atOccurrence()) {
      return Occurrence.ANY;
    }
    return reader.take().isWord("first") ? Occurrence.FIRST : Occurrence.LAST;
  }

  /** Reads an event type and a filter where {@code open} parentheses are open. */
  Pattern pattern(int open) {
    EventType type = eventType();
    Filter filter = filter(type, open);
    return new Pattern(new EventPattern(type.name(), filter.filter()), filter.levels());
  }

  /** The property of the events of {@code pattern} that {@code name} names. */
  Property<?> property(EventPattern pattern, Token name) {
    return FilterParser.property(reader, schema.eventType(pattern.eventType()), name);
  }

  EventType eventType() {
    Token name = reader.expectName("the name of an event type");
    EventType type = schema.findEventType(name.text());
    if (type == null) {
      List<String> known = new ArrayList<>();
      schema.eventTypes().forEach(t -> known.add(t.name()));
      throw reader.unknown(name, "an event type", NearestName.of(name.text(), known));
    }
    return type;
  }

  /** The filter in parentheses; without one, all events at no further level. */
  Filter filter(EventType type, int open) {
    if (!reader.acceptSymbol("(")) {
      return new Filter(EventFilter.all(), 0);
    }
    FilterParser parser = new FilterParser(reader, schema, type, open + 1);
    EventFilter filter = parser.expression();
    reader.expectSymbol(")");
    return new Filter(filter, parser.depth());
  }
}
