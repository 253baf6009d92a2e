// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;
import dev.muster.schema.NearestName;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads filters of when an event happened by local clocks and calendars. */
final class LocalTimeReader {

  /** Names of the days, from Monday on. */
  private static final List<String> DAYS =
      Stream.of(DayOfWeek.values()).map(LocalTimeReader::name).toList();

  private final JsonSource source;
  private final LiteralReader literals;

  LocalTimeReader(JsonSource source, LiteralReader literals) {
    this.source = source;
    this.literals = literals;
  }

  /** How the form calls a day. */
  static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  /** Takes a span of the day. */
  EventFilter timeOfDay(Members members) {
    JsonValue span = members.require("timeOfDay");
    List<JsonValue> edges = literals.pair(span, "an array of two times of day");
    LocalTime from = time(edges.get(0));
    LocalTime to = time(edges.get(1));
    ZoneId zone = literals.zoneOrUtc(members);
    return source.made(span, () -> new EventFilter.TimeOfDay(from, to, zone));
  }

  /** Takes days of the week. */
  EventFilter dayOfWeek(Members members) {
    JsonValue listed = members.require("dayOfWeek");
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (JsonValue day : literals.array(listed, "an array of days of the week")) {
      days.add(day(day));
    }
    ZoneId zone = literals.zoneOrUtc(members);
    return source.made(listed, () -> new EventFilter.DayOfWeek(days, zone));
  }

  private LocalTime time(JsonValue value) {
    String what = "a time of day such as \"18:30\"";
    LocalTime time;
    try {
      time = LocalTime.parse(literals.text(value, what));
    } catch (DateTimeException e) {
      throw source.unexpected(value, what);
    }
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw source.refused(value, "a time of day must be a whole millisecond");
    }
    return time;
  }

  private DayOfWeek day(JsonValue value) {
    String what = "a day of the week such as \"monday\"";
    String text = literals.text(value, what);
    int number = DAYS.indexOf(text);
    if (number < 0) {
      throw source.unknown(value, what, NearestName.of(text, DAYS));
    }
    return DayOfWeek.of(number + 1);
  }
}
