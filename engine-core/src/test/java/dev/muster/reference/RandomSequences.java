// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sequences over a schema.
 *
 * <p>Regimes: two steps mostly, up to four; the same type again; no time at all between steps; the
 * exact distance of event times from the base, as limits; exclusions that match a step's events;
 * inaction after one step and after several; a property held by one event type or by several.
 */
final class RandomSequences {

  private final RandomChoice choice;
  private final RandomTimes times;
  private final BiFunction<Schema, EventType, EventFilter> filters;

  /** Sequences whose filters are drawn from {@code filters}. */
  RandomSequences(
      RandomChoice choice, RandomTimes times, BiFunction<Schema, EventType, EventFilter> filters) {
    this.choice = choice;
    this.times = times;
    this.filters = filters;
  }

  Predicate sequence(Schema schema) {
    HeldProperty held = choice.chance(40) ? held(schema) : null;
    List<EventType> types = holders(schema, held);
    boolean inactive = choice.chance(30);
    int count = choice.skewed(inactive ? List.of(1, 2, 3) : List.of(2, 2, 3, 4));
    return new Predicate.SequenceTest(
        steps(schema, types, count),
        choice.chance(25) ? limit() : null,
        window(),
        inactive ? new Inaction(pattern(schema, types), times.length(), order()) : null,
        held);
  }

  /** As many steps, each of one of {@code types}. */
  List<SequenceStep> steps(Schema schema, List<EventType> types, int count) {
    List<SequenceStep> steps = new ArrayList<>();
    steps.add(SequenceStep.of(pattern(schema, types)));
    while (steps.size() < count) {
      steps.add(step(schema, types));
    }
    return steps;
  }

  /** A property that events can hold; null if the event type drawn has none. */
  @Nullable HeldProperty held(Schema schema) {
    List<HeldProperty> all = new ArrayList<>();
    for (Property<?> property : choice.skewed(schema.eventTypes()).properties()) {
      if (property.type().kind() != ValueType.Kind.STRING_SET) {
        all.add(new HeldProperty(property.name(), property.type()));
      }
    }
    return all.isEmpty() ? null : choice.of(all);
  }

  /** The event types that have {@code held}; all if nothing is. */
  List<EventType> holders(Schema schema, @Nullable HeldProperty held) {
    List<EventType> holders = new ArrayList<>();
    for (EventType type : schema.eventTypes()) {
      Property<?> property = held == null ? null : type.property(held.property());
      if (held == null || (property != null && property.type().equals(held.type()))) {
        holders.add(type);
      }
    }
    return holders;
  }

  private SequenceStep step(Schema schema, List<EventType> types) {
    List<EventPattern> without = new ArrayList<>();
    for (int i = choice.chance(25) ? choice.between(1, 2) : 0; i > 0; i--) {
      without.add(pattern(schema, types));
    }
    return new SequenceStep(
        pattern(schema, types), choice.chance(60) ? limit() : null, order(), without);
  }

  Window window() {
    return choice.chance(50) ? Window.EVER : times.window();
  }

  @Nullable Duration limit() {
    return choice.chance(10) ? Duration.ZERO : times.length();
  }

  private Order order() {
    return choice.chance(75) ? Order.AT_OR_AFTER : Order.AFTER;
  }

  private EventPattern pattern(Schema schema, List<EventType> types) {
    EventType type = choice.skewed(types);
    return new EventPattern(
        type.name(), choice.chance(60) ? EventFilter.all() : filters.apply(schema, type));
  }
}
