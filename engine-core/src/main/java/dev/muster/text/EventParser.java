// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Reads behaviour: {@code did …}, habits, and measures such as {@code sum(purchase.amount)}. */
final class EventParser {

  private static final Set<String> MEASURES =
      Set.of("count", "sum", "avg", "min", "max", "distinct", "days", "periods");

  /**
   * Something done or not done.
   *
   * @param levels how deep it is nested with its filters
   */
  record Did(Predicate predicate, int levels) {}

  private final TokenReader reader;
  private final LiteralParser literals;
  private final PatternParser patterns;
  private final TimesParser times;
  private final WindowParser windows;
  private final LapseParser lapses;

  EventParser(TokenReader reader, Schema schema) {
    this.reader = reader;
    this.literals = new LiteralParser(reader);
    this.patterns = new PatternParser(reader, schema);
    this.times = new TimesParser(reader);
    this.windows = new WindowParser(reader);
    this.lapses = new LapseParser(reader, patterns, windows);
  }

  /** Whether {@code first} or {@code last} and a name come next, which needs no {@code did}. */
  boolean atSingle() {
    return patterns.atOccurrence() && reader.atNameBehind();
  }

  /** Whether {@code regularly} and a name come next. */
  boolean atHabit() {
    return reader.peek().isWord("regularly") && reader.atNameBehind();
  }

  /** Whether {@code stopped} or {@code resumed} and a name come next. */
  boolean atLapse() {
    return lapses.atLapse();
  }

  /** Reads {@code stopped} or {@code resumed} and what follows. */
  Did lapse(int open) {
    return lapses.lapse(open);
  }

  /** Reads what follows {@code did}: events, how often or what then, window. */
  Did did(int open) {
    Occurrence occurrence = patterns.occurrence();
    PatternParser.Pattern pattern = patterns.pattern(open);
    if (occurrence == Occurrence.ANY && reader.atWord("then")) {
      return new SequenceParser(reader, patterns, windows, open).after(pattern);
    }
    Measure measure;
    ValueTest test;
    if (reader.accept("on")) {
      test = onDays();
      measure = new Measure.Days(literals.zoneOrUtc());
    } else {
      test = times();
      measure = new Measure.Count();
    }
    return did(pattern, occurrence, windows.windowOfDid(), measure, test);
  }

  /** Reads {@code regularly} and what follows. */
  Did regularly(int open) {
    reader.expect("regularly");
    Occurrence occurrence = patterns.occurrence();
    PatternParser.Pattern pattern = patterns.pattern(open);
    int timesMin = timesMin();
    reader.expect("in");
    Token first = reader.peek();
    long least = literals.whole("a number of periods");
    reader.expect("of");
    reader.expect("last");
    long count = times.count("period");
    if (least < 1 || least > count) {
      throw reader.refused(
          first, "so many of the periods must be in [1, " + count + "], found " + least);
    }
    reader.expect("of");
    Token start = reader.peek();
    Duration length = windows.duration();
    if (length.toMillis() > Window.DURATION_MAX.toMillis() / count) {
      throw reader.refused(
          start,
          "all periods together may be at most " + Window.DURATION_MAX.toDays() + " days long");
    }
    Measure measure = made(start, () -> new Measure.Periods(length, timesMin));
    Window window = Window.last(length.multipliedBy(count));
    return did(pattern, occurrence, window, measure, new ValueTest.Range(least, true, null, false));
  }

  private static Did did(
      PatternParser.Pattern pattern,
      Occurrence occurrence,
      Window window,
      Measure measure,
      ValueTest test) {
    EventPattern events = pattern.events();
    EventSelection selection =
        new EventSelection(events.eventType(), occurrence, events.filter(), window);
    return new Did(new Predicate.EventTest(selection, measure, test), pattern.levels() + 1);
  }

  /** Without a number of times, at least once. */
  private ValueTest times() {
    ValueTest compared = times.compared("time");
    if (compared != null) {
      return compared;
    }
    return windows.atTimes() ? times.between("time") : new ValueTest.Range(1L, true, null, false);
  }

  private ValueTest onDays() {
    ValueTest compared = times.compared("day");
    return compared == null ? times.between("day") : compared;
  }

  private int timesMin() {
    if (!reader.accept("at", "least")) {
      throw reader.unexpected();
    }
    Token number = reader.peek();
    long least = times.count("time");
    if (least < 1 || least > Integer.MAX_VALUE) {
      throw reader.refused(
          number, "a number of times must be in [1, " + Integer.MAX_VALUE + "], found " + least);
    }
    return (int) least;
  }

  /** Whether a measure comes next. */
  boolean atMeasure() {
    Token token = reader.peek();
    return token.kind() == Token.Kind.WORD
        && MEASURES.contains(token.text().toLowerCase(Locale.ROOT));
  }

  /** Reads a measure with its filter and window, up to the comparison. */
  Subject<Predicate> measured(int open) {
    String function = reader.take().text().toLowerCase(Locale.ROOT);
    reader.expectSymbol("(");
    Occurrence occurrence = patterns.occurrence();
    EventType type = patterns.eventType();
    Measure measure =
        switch (function) {
          case "count" -> new Measure.Count();
          case "days" -> new Measure.Days(literals.zoneOrUtc());
          case "periods" -> periods();
          default -> ofProperty(function, type);
        };
    reader.expectSymbol(")");
    PatternParser.Filter filter = patterns.filter(type, open);
    Window window = windows.windowOfMeasure();
    EventSelection events = new EventSelection(type.name(), occurrence, filter.filter(), window);
    return new Subject<>(
        measure.resultType(),
        filter.levels() + 1,
        test -> new Predicate.EventTest(events, measure, test));
  }

  private Measure periods() {
    int timesMin = timesMin();
    reader.expect("in");
    Token start = reader.peek();
    Duration length = windows.duration();
    return made(start, () -> new Measure.Periods(length, timesMin));
  }

  private Measure ofProperty(String function, EventType type) {
    reader.expectSymbol(".");
    Token name = reader.peek();
    Property<?> property =
        FilterParser.property(reader, type, "the name of a property of '" + type.name() + "'");
    String of = property.name();
    ValueType valueType = property.type();
    return made(
        name,
        () ->
            switch (function) {
              case "sum" -> new Measure.Sum(of, valueType);
              case "avg" -> new Measure.Average(of, valueType);
              case "min" -> new Measure.Minimum(of, valueType);
              case "max" -> new Measure.Maximum(of, valueType);
              default -> new Measure.Distinct(of, valueType);
            });
  }

  private Measure made(Token token, Supplier<Measure> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw reader.refused(token, String.valueOf(e.getMessage()));
    }
  }
}
