// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.schema.EventType;
import dev.muster.schema.NearestName;
import dev.muster.schema.Property;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what profiles did: which events, and what is measured over them. */
final class EventReader {

  private static final List<String> MEASURES =
      List.of("count", "sum", "avg", "min", "max", "distinct", "days", "periods");

  private final JsonSource source;
  private final LiteralReader literals;
  private final SchemaNames names;
  private final TestReader tests;
  private final PatternReader patterns;
  private final WindowReader windows;

  EventReader(
      JsonSource source,
      LiteralReader literals,
      SchemaNames names,
      TestReader tests,
      PatternReader patterns,
      WindowReader windows) {
    this.source = source;
    this.literals = literals;
    this.names = names;
    this.tests = tests;
    this.patterns = patterns;
    this.windows = windows;
  }

  /** Takes a test of events, which stands on {@code level}. */
  Predicate read(Members members, int level) {
    EventType type = names.eventType(members.require("event"));
    Occurrence occurrence = occurrence(members.find("occurrence"));
    EventFilter filter = patterns.filter(members, type, level);
    Window window = windows.read(members);
    EventSelection events = new EventSelection(type.name(), occurrence, filter, window);
    String name = members.firstOf(MEASURES);
    if (name == null) {
      return new Predicate.EventTest(events, new Measure.Count(), atLeastOnce());
    }
    JsonValue value = members.require(name);
    Members measured = new Members(source, value, "an object with a test");
    Measure measure = measure(name, measured, type);
    ValueTest test = tests.read(measured, measure.resultType());
    measured.end();
    return source.made(value, () -> new Predicate.EventTest(events, measure, test));
  }

  /** What is meant if nothing is measured. */
  static ValueTest atLeastOnce() {
    return new ValueTest.Range(1L, true, null, false);
  }

  private Occurrence occurrence(@Nullable JsonValue value) {
    if (value == null) {
      return Occurrence.ANY;
    }
    String what = "\"first\" or \"last\"";
    String text = literals.text(value, what);
    return switch (text) {
      case "first" -> Occurrence.FIRST;
      case "last" -> Occurrence.LAST;
      default -> throw source.unknown(value, what, NearestName.of(text, List.of("first", "last")));
    };
  }

  private Measure measure(String name, Members members, EventType type) {
    return switch (name) {
      case "count" -> new Measure.Count();
      case "days" -> new Measure.Days(literals.zoneOrUtc(members));
      case "periods" -> periods(members);
      default -> ofProperty(name, members, type);
    };
  }

  private Measure periods(Members members) {
    Duration length = literals.duration(members.require("length"));
    int timesMin =
        literals.whole(members.require("timesMin"), "a number of times", Integer.MAX_VALUE);
    return source.made(members.object(), () -> new Measure.Periods(length, timesMin));
  }

  private Measure ofProperty(String name, Members members, EventType type) {
    JsonValue value = members.require("property");
    Property<?> property = names.property(value, type);
    String of = property.name();
    ValueType valueType = property.type();
    return source.made(
        value,
        () ->
            switch (name) {
              case "sum" -> new Measure.Sum(of, valueType);
              case "avg" -> new Measure.Average(of, valueType);
              case "min" -> new Measure.Minimum(of, valueType);
              case "max" -> new Measure.Maximum(of, valueType);
              default -> new Measure.Distinct(of, valueType);
            });
  }
}
