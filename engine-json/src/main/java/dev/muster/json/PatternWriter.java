// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;

/** Writes which events are meant, as members of the object that is open. */
final class PatternWriter {

  private PatternWriter() {}

  static JsonWriter write(JsonWriter out, EventPattern pattern) {
    event(out, pattern.eventType());
    return where(out, pattern.filter());
  }

  static JsonWriter event(JsonWriter out, String eventType) {
    return out.name("event").text(eventType);
  }

  /** Nothing, if all events are meant. */
  static JsonWriter where(JsonWriter out, EventFilter filter) {
    if (filter.equals(EventFilter.all())) {
      return out;
    }
    out.name("where");
    return new FilterWriter(out).write(filter);
  }
}
