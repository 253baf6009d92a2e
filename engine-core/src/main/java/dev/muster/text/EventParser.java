// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.schema.EventType;
import dev.muster.schema.NearestName;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads behaviour: {@code did …} and measures such as {@code sum(purchase.amount)}. */
final class EventParser {

  private static final Set<String> MEASURES =
      Set.of("count", "sum", "avg", "min", "max", "distinct");

  /**
   * Something done or not done.
   *
   * @param levels how deep it is nested with its filter
   */
  record Did(Predicate predicate, int levels) {}

  private record Filter(EventFilter filter, int levels) {}

  private final TokenReader reader;
  private final Schema schema;
  private final LiteralParser literals;
  private final WindowParser windows;

  EventParser(TokenReader reader, Schema schema) {
    this.reader = reader;
    this.schema = schema;
    this.literals = new LiteralParser(reader);
    this.windows = new WindowParser(reader);
  }

  /** Reads what follows {@code did}: event type, filter, number of times, window. */
  Did did(int open) {
    EventType type = eventType();
    Filter filter = filter(type, open);
    ValueTest times = times();
    Window window = windows.windowOfDid();
    EventSelection events = new EventSelection(type.name(), filter.filter(), window);
    return new Did(
        new Predicate.EventTest(events, new Measure.Count(), times), filter.levels() + 1);
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
    EventType type = eventType();
    Measure measure;
    if (function.equals("count")) {
      measure = new Measure.Count();
    } else {
      reader.expectSymbol(".");
      Token name = reader.peek();
      Property<?> property =
          FilterParser.property(reader, type, "the name of a property of '" + type.name() + "'");
      measure = measure(function, name, property);
    }
    reader.expectSymbol(")");
    Filter filter = filter(type, open);
    Window window = windows.windowOfMeasure();
    EventSelection events = new EventSelection(type.name(), filter.filter(), window);
    return new Subject<>(
        measure.resultType(),
        filter.levels() + 1,
        test -> new Predicate.EventTest(events, measure, test));
  }

  private Measure measure(String function, Token name, Property<?> property) {
    String of = property.name();
    ValueType type = property.type();
    try {
      return switch (function) {
        case "sum" -> new Measure.Sum(of, type);
        case "avg" -> new Measure.Average(of, type);
        case "min" -> new Measure.Minimum(of, type);
        case "max" -> new Measure.Maximum(of, type);
        default -> new Measure.Distinct(of, type);
      };
    } catch (IllegalArgumentException e) {
      throw reader.refused(name, String.valueOf(e.getMessage()));
    }
  }

  private EventType eventType() {
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
  private Filter filter(EventType type, int open) {
    if (!reader.acceptSymbol("(")) {
      return new Filter(EventFilter.all(), 0);
    }
    FilterParser parser = new FilterParser(reader, type, open + 1);
    EventFilter filter = parser.expression();
    reader.expectSymbol(")");
    return new Filter(filter, parser.depth());
  }

  private ValueTest times() {
    if (reader.accept("at", "least")) {
      return new ValueTest.Range(count(), true, null, false);
    }
    if (reader.accept("at", "most")) {
      return new ValueTest.Range(null, false, count(), true);
    }
    if (reader.accept("exactly") || reader.acceptSymbol("=")) {
      return new ValueTest.In(Set.of(count()));
    }
    if (reader.acceptSymbol("!=")) {
      return new ValueTest.NotIn(Set.of(count()));
    }
    if (reader.acceptSymbol(">=")) {
      return new ValueTest.Range(count(), true, null, false);
    }
    if (reader.acceptSymbol(">")) {
      return new ValueTest.Range(count(), false, null, false);
    }
    if (reader.acceptSymbol("<=")) {
      return new ValueTest.Range(null, false, count(), true);
    }
    if (reader.acceptSymbol("<")) {
      return new ValueTest.Range(null, false, count(), false);
    }
    if (windows.atTimes()) {
      reader.take();
      long low = literals.whole("a number of times");
      reader.expect("and");
      return new ValueTest.Range(low, true, count(), true);
    }
    return new ValueTest.Range(1L, true, null, false);
  }

  private Object count() {
    long count = literals.whole("a number of times");
    if (!reader.accept("time")) {
      reader.expect("times");
    }
    return count;
  }
}
