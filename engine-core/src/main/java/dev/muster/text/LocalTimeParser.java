// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.EventFilter;
import dev.muster.schema.NearestName;
import dev.muster.text.Token.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads filters of when an event happened by local clocks and calendars: {@code time of day from
 * '18:00' to '22:30' in 'Asia/Kolkata'}.
 *
 * <p>Their words are none of the reserved ones. A property may be called {@code time} or {@code
 * day}; that {@code of} follows tells the filter, since no test begins with it.
 */
final class LocalTimeParser {

  private static final List<String> DAYS =
      Stream.of(DayOfWeek.values()).map(day -> day.name().toLowerCase(Locale.ROOT)).toList();

  private final TokenReader reader;
  private final LiteralParser literals;

  LocalTimeParser(TokenReader reader) {
    this.reader = reader;
    this.literals = new LiteralParser(reader);
  }

  boolean atTimeOfDay() {
    return reader.peek().isWord("time") && reader.peek(1).isWord("of");
  }

  boolean atDayOfWeek() {
    return reader.peek().isWord("day") && reader.peek(1).isWord("of");
  }

  EventFilter timeOfDay() {
    Token first = reader.expect("time");
    reader.expect("of");
    reader.expect("day");
    reader.expect("from");
    LocalTime from = time();
    reader.expect("to");
    LocalTime to = time();
    ZoneId zone = zone();
    try {
      return new EventFilter.TimeOfDay(from, to, zone);
    } catch (IllegalArgumentException e) {
      throw reader.refused(first, String.valueOf(e.getMessage()));
    }
  }

  EventFilter dayOfWeek() {
    reader.expect("day");
    reader.expect("of");
    reader.expect("week");
    reader.expect("in");
    reader.expectSymbol("(");
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    do {
      days.add(day());
    } while (reader.acceptSymbol(","));
    reader.expectSymbol(")");
    return new EventFilter.DayOfWeek(days, zone());
  }

  private LocalTime time() {
    String what = "a time of day such as '18:30'";
    Token token = reader.peek();
    if (token.kind() != Kind.STRING) {
      throw reader.unexpected(what);
    }
    LocalTime time;
    try {
      time = LocalTime.parse(token.text());
    } catch (DateTimeException e) {
      throw reader.unexpected(what);
    }
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw reader.refused(token, "a time of day must be a whole millisecond");
    }
    reader.take();
    return time;
  }

  private DayOfWeek day() {
    String what = "a day of the week such as 'monday'";
    Token token = reader.peek();
    if (token.kind() != Kind.STRING) {
      throw reader.unexpected(what);
    }
    int number = DAYS.indexOf(token.text().toLowerCase(Locale.ROOT));
    if (number < 0) {
      throw reader.unknown(token, what, NearestName.of(token.text(), DAYS));
    }
    reader.take();
    return DayOfWeek.of(number + 1);
  }

  /** The zone behind {@code in}; UTC if there is none. */
  private ZoneId zone() {
    return reader.accept("in") ? literals.zone() : ZoneOffset.UTC;
  }
}
