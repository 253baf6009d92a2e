// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import dev.muster.schema.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sequences: an array of steps, and what is said about all of them. */
final class SequenceReader {

  private final JsonSource source;
  private final LiteralReader literals;
  private final PatternReader patterns;
  private final WindowReader windows;

  SequenceReader(
      JsonSource source, LiteralReader literals, PatternReader patterns, WindowReader windows) {
    this.source = source;
    this.literals = literals;
    this.patterns = patterns;
    this.windows = windows;
  }

  /** Takes a sequence, which stands on {@code level}. */
  Predicate read(Members members, int level) {
    JsonValue sequence = members.require("sequence");
    List<SequenceStep> steps = new ArrayList<>();
    for (JsonValue step : literals.array(sequence, "an array of steps")) {
      steps.add(step(step, level));
    }
    JsonValue thenNot = members.find("thenNot");
    Inaction inaction = thenNot == null ? null : inaction(thenNot, level);
    Duration within = duration(members.find("allWithin"));
    Window window = windows.read(members);
    JsonValue holding = members.find("holding");
    HeldProperty held = holding == null ? null : held(holding, steps, inaction);
    return source.made(
        sequence, () -> new Predicate.SequenceTest(steps, within, window, inaction, held));
  }

  private SequenceStep step(JsonValue value, int level) {
    Members members = new Members(source, value, "a step (an object)");
    EventPattern event = patterns.read(members, level);
    Duration within = duration(members.find("within"));
    Order order = order(members);
    List<EventPattern> without = new ArrayList<>();
    JsonValue ruledOut = members.find("without");
    if (ruledOut != null) {
      for (JsonValue pattern : literals.array(ruledOut, "an array of events ruled out")) {
        without.add(pattern(pattern, level));
      }
    }
    members.end();
    return source.made(value, () -> new SequenceStep(event, within, order, without));
  }

  private EventPattern pattern(JsonValue value, int level) {
    Members members = new Members(source, value, "an event (an object)");
    EventPattern pattern = patterns.read(members, level);
    members.end();
    return pattern;
  }

  private Inaction inaction(JsonValue value, int level) {
    Members members = new Members(source, value, "what must not follow (an object)");
    EventPattern event = patterns.read(members, level);
    Duration within = literals.duration(members.require("within"));
    Order order = order(members);
    members.end();
    return source.made(value, () -> new Inaction(event, within, order));
  }

  /** The name of a property, which all events named before have with one type. */
  private HeldProperty held(
      JsonValue value, List<SequenceStep> steps, @Nullable Inaction inaction) {
    List<EventPattern> named = new ArrayList<>();
    for (SequenceStep step : steps) {
      named.add(step.event());
      named.addAll(step.without());
    }
    if (inaction != null) {
      named.add(inaction.event());
    }
    Property<?> held = null;
    for (EventPattern pattern : named) {
      Property<?> property = patterns.property(value, pattern);
      if (held != null && !held.type().equals(property.type())) {
        throw source.refused(
            value,
            "what is held has one type in all events, found "
                + held.type()
                + " and, in '"
                + pattern.eventType()
                + "', "
                + property.type());
      }
      held = property;
    }
    if (held == null) {
      throw source.refused(value, "a sequence without steps holds nothing");
    }
    Property<?> property = held;
    return source.made(value, () -> new HeldProperty(property.name(), property.type()));
  }

  private Order order(Members members) {
    JsonValue strictly = members.find("strictly");
    boolean after = strictly != null && literals.truth(strictly, "true or false");
    return after ? Order.AFTER : Order.AT_OR_AFTER;
  }

  private @Nullable Duration duration(@Nullable JsonValue value) {
    return value == null ? null : literals.duration(value);
  }
}
