// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.Window;
import dev.muster.text.Token.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * Reads windows.
 *
 * <p>{@code between} begins a number of times, a window or a comparison. What follows decides, at
 * most four tokens further on: a unit makes it a window, {@code times} a count, and two texts are
 * the window of a measure if a comparison comes behind them.
 */
final class WindowParser {

  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("millisecond", Duration.ofMillis(1)),
          Map.entry("milliseconds", Duration.ofMillis(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("seconds", Duration.ofSeconds(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("minutes", Duration.ofMinutes(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("hours", Duration.ofHours(1)),
          Map.entry("day", Duration.ofDays(1)),
          Map.entry("days", Duration.ofDays(1)),
          Map.entry("week", Duration.ofDays(7)),
          Map.entry("weeks", Duration.ofDays(7)));

  private static final String UNIT_NAMES =
      "a unit of time (milliseconds, seconds, minutes, hours, days or weeks)";

  private final TokenReader reader;
  private final LiteralParser literals;

  WindowParser(TokenReader reader) {
    this.reader = reader;
    this.literals = new LiteralParser(reader);
  }

  /** Whether {@code between k and n times} comes next. */
  boolean atTimes() {
    return atNumbers() && isTimes(reader.peek(4));
  }

  /** Reads the window behind {@code did …}; without one, all time. */
  Window windowOfDid() {
    if (reader.peek().isWord("between")) {
      return between();
    }
    reader.expected("'between'");
    return otherWindow();
  }

  /** Reads the window of a measure, which a comparison follows; without one, all time. */
  Window windowOfMeasure() {
    if (reader.peek().isWord("between")) {
      boolean ago =
          (reader.peek(1).kind() == Kind.NUMBER && isUnit(reader.peek(2)))
              || (atNumbers() && isUnit(reader.peek(4)));
      boolean instants =
          reader.peek(1).kind() == Kind.STRING
              && reader.peek(2).isWord("and")
              && reader.peek(3).kind() == Kind.STRING
              && beginsTest(reader.peek(4));
      return ago || instants ? between() : Window.EVER;
    }
    return otherWindow();
  }

  private Window otherWindow() {
    Token first = reader.peek();
    if (reader.accept("in", "last")) {
      if (reader.peek(1).isWord("calendar")) {
        return calendarDays(first);
      }
      Duration duration = duration();
      return made(first, () -> Window.last(duration));
    }
    if (reader.accept("since")) {
      return Window.since(literals.instant());
    }
    if (reader.accept("before")) {
      return Window.before(literals.instant());
    }
    return Window.EVER;
  }

  private Window between() {
    Token first = reader.take();
    if (reader.peek().kind() == Kind.STRING) {
      Instant from = literals.instant();
      reader.expect("and");
      Instant to = literals.instant();
      return made(first, () -> Window.between(from, to));
    }
    Token fromNumber = reader.peek();
    long fromCount = literals.whole("a number or an instant in single quotes");
    Duration fromUnit = reader.peek().isWord("and") ? null : unit();
    reader.expect("and");
    Token toNumber = reader.peek();
    long toCount = literals.whole("a number");
    Duration toUnit = unit();
    reader.expect("ago");
    Duration from = times(fromNumber, fromCount, fromUnit == null ? toUnit : fromUnit);
    Duration to = times(toNumber, toCount, toUnit);
    return made(first, () -> Window.ago(from, to));
  }

  private Window calendarDays(Token first) {
    Token number = reader.peek();
    long days = literals.whole("a whole number");
    if (days > Window.CALENDAR_DAYS_MAX) {
      throw reader.refused(
          number, "a window may have at most " + Window.CALENDAR_DAYS_MAX + " calendar days");
    }
    reader.expect("calendar");
    if (!reader.accept("day")) {
      reader.expect("days");
    }
    reader.expect("in");
    ZoneId zone = literals.zone();
    Window.Today today =
        reader.accept("excluding", "today") ? Window.Today.EXCLUDED : Window.Today.INCLUDED;
    return made(first, () -> new Window.CalendarDays((int) days, zone, today));
  }

  /** Reads a number and a unit. */
  Duration duration() {
    Token number = reader.peek();
    long count = literals.whole("a whole number");
    return times(number, count, unit());
  }

  private Duration unit() {
    Duration unit = UNITS.get(reader.peek().text().toLowerCase(Locale.ROOT));
    if (unit == null || reader.peek().kind() != Kind.WORD) {
      throw reader.unexpected(UNIT_NAMES);
    }
    reader.take();
    return unit;
  }

  private Duration times(Token number, long count, Duration unit) {
    // Compared before multiplying: the product must not overflow.
    if (count > Window.DURATION_MAX.toMillis() / unit.toMillis()) {
      throw reader.refused(
          number, "a duration may be at most " + Window.DURATION_MAX.toDays() + " days");
    }
    return unit.multipliedBy(count);
  }

  private boolean atNumbers() {
    return reader.peek().isWord("between")
        && reader.peek(1).kind() == Kind.NUMBER
        && reader.peek(2).isWord("and")
        && reader.peek(3).kind() == Kind.NUMBER;
  }

  private static boolean isTimes(Token token) {
    return token.isWord("time") || token.isWord("times");
  }

  private static boolean isUnit(Token token) {
    return token.kind() == Kind.WORD && UNITS.containsKey(token.text().toLowerCase(Locale.ROOT));
  }

  private static boolean beginsTest(Token token) {
    return switch (token.kind()) {
      case SYMBOL -> "= != < <= > >=".contains(token.text());
      case WORD ->
          token.isWord("in")
              || token.isWord("not")
              || token.isWord("between")
              || token.isWord("within")
              || token.isWord("exists")
              || token.isWord("missing");
      default -> false;
    };
  }

  /** Makes a window. */
  private interface Maker {
    Window make();
  }

  private Window made(Token first, Maker maker) {
    try {
      return maker.make();
    } catch (IllegalArgumentException e) {
      throw reader.refused(first, String.valueOf(e.getMessage()));
    }
  }
}
