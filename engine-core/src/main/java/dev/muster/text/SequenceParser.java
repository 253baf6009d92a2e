// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sequences from the first {@code then} on. One parser reads one sequence. */
final class SequenceParser {

  private final TokenReader reader;
  private final PatternParser patterns;
  private final WindowParser windows;
  private final int open;
  private final List<EventPattern> named = new ArrayList<>();
  private int levels;

  /** A parser of what stands where {@code open} parentheses and complements are open. */
  SequenceParser(TokenReader reader, PatternParser patterns, WindowParser windows, int open) {
    this.reader = reader;
    this.patterns = patterns;
    this.windows = windows;
    this.open = open;
  }

  /** Reads what follows {@code did} and the first pattern; {@code then} comes next. */
  EventParser.Did after(PatternParser.Pattern first) {
    Token start = reader.peek();
    levels = first.levels();
    named.add(first.events());
    List<SequenceStep> steps = new ArrayList<>();
    steps.add(SequenceStep.of(first.events()));
    Inaction inaction = null;
    while (inaction == null && reader.accept("then")) {
      if (reader.accept("not")) {
        inaction = inaction();
      } else {
        steps.add(step());
      }
    }
    Duration within = reader.accept("all", "within") ? windows.duration() : null;
    HeldProperty held = reader.accept("holding") ? held() : null;
    Window window = windows.windowOfDid();
    return new EventParser.Did(made(start, steps, within, window, inaction, held), levels + 1);
  }

  /** Reads the name of a property, which all events named before have with one type. */
  private HeldProperty held() {
    Token name = reader.expectName("the name of a property");
    ValueType type = patterns.property(named.get(0), name).type();
    for (EventPattern pattern : named) {
      ValueType other = patterns.property(pattern, name).type();
      if (!other.equals(type)) {
        throw reader.refused(
            name,
            "what is held has one type in all events, found "
                + type
                + " and, in '"
                + pattern.eventType()
                + "', "
                + other);
      }
    }
    try {
      return new HeldProperty(name.text(), type);
    } catch (IllegalArgumentException e) {
      throw reader.refused(name, String.valueOf(e.getMessage()));
    }
  }

  private SequenceStep step() {
    Token start = reader.peek();
    Order order = order();
    EventPattern event = pattern();
    Duration within = reader.accept("within") ? windows.duration() : null;
    List<EventPattern> without = new ArrayList<>();
    if (reader.accept("without")) {
      do {
        without.add(pattern());
      } while (reader.acceptSymbol(","));
      reader.expect("between");
    }
    try {
      return new SequenceStep(event, within, order, without);
    } catch (IllegalArgumentException e) {
      throw reader.refused(start, String.valueOf(e.getMessage()));
    }
  }

  private Inaction inaction() {
    Order order = order();
    EventPattern event = pattern();
    Token start = reader.expect("within");
    Duration within = windows.duration();
    try {
      return new Inaction(event, within, order);
    } catch (IllegalArgumentException e) {
      throw reader.refused(start, String.valueOf(e.getMessage()));
    }
  }

  private Order order() {
    return reader.accept("strictly") ? Order.AFTER : Order.AT_OR_AFTER;
  }

  private EventPattern pattern() {
    PatternParser.Pattern pattern = patterns.pattern(open);
    levels = Math.max(levels, pattern.levels());
    named.add(pattern.events());
    return pattern.events();
  }

  private Predicate made(
      Token start,
      List<SequenceStep> steps,
      @Nullable Duration within,
      Window window,
      @Nullable Inaction inaction,
      @Nullable HeldProperty held) {
    try {
      return new Predicate.SequenceTest(steps, within, window, inaction, held);
    } catch (IllegalArgumentException e) {
      throw reader.refused(start, String.valueOf(e.getMessage()));
    }
  }
}
