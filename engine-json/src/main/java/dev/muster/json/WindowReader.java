// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Reads windows: objects that one member tells the kind of. */
final class WindowReader {

  private static final List<String> KINDS =
      List.of("last", "ago", "between", "since", "before", "calendarDays");

  private final JsonSource source;
  private final LiteralReader literals;

  WindowReader(JsonSource source, LiteralReader literals) {
    this.source = source;
    this.literals = literals;
  }

  /** Takes the window from {@code members}; without one, all time is meant. */
  Window read(Members members) {
    JsonValue value = members.find("window");
    if (value == null) {
      return Window.EVER;
    }
    Members window = new Members(source, value, "a window (an object)");
    String kind = window.requireOneOf(KINDS, "a window");
    JsonValue span = window.require(kind);
    Window read =
        switch (kind) {
          case "last" -> last(span);
          case "ago" -> ago(span);
          case "between" -> between(span);
          case "since" -> Window.since(literals.instant(span));
          case "before" -> Window.before(literals.instant(span));
          default -> calendarDays(window, span);
        };
    window.end();
    return read;
  }

  private Window last(JsonValue span) {
    Duration duration = literals.duration(span);
    return source.made(span, () -> Window.last(duration));
  }

  private Window ago(JsonValue span) {
    List<JsonValue> edges = literals.pair(span, "an array of two durations, the shorter one first");
    Duration from = literals.duration(edges.get(0));
    Duration to = literals.duration(edges.get(1));
    return source.made(span, () -> Window.ago(from, to));
  }

  private Window between(JsonValue span) {
    List<JsonValue> edges = literals.pair(span, "an array of two instants");
    Instant from = literals.instant(edges.get(0));
    Instant to = literals.instant(edges.get(1));
    return source.made(span, () -> Window.between(from, to));
  }

  private Window calendarDays(Members window, JsonValue span) {
    int days = literals.whole(span, "a number of days", Window.CALENDAR_DAYS_MAX);
    ZoneId zone = literals.zone(window.require("zone"));
    JsonValue excluding = window.find("excludingToday");
    Window.Today today =
        excluding != null && literals.truth(excluding, "true or false")
            ? Window.Today.EXCLUDED
            : Window.Today.INCLUDED;
    return source.made(span, () -> new Window.CalendarDays(days, zone, today));
  }
}
