// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
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
 * inaction after one step and after several.
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
    boolean inactive = choice.chance(30);
    int count = choice.skewed(inactive ? List.of(1, 2, 3) : List.of(2, 2, 3, 4));
    List<SequenceStep> steps = new ArrayList<>();
    steps.add(SequenceStep.of(pattern(schema)));
    while (steps.size() < count) {
      steps.add(step(schema));
    }
    return new Predicate.SequenceTest(
        steps,
        choice.chance(25) ? limit() : null,
        choice.chance(50) ? Window.EVER : times.window(),
        inactive ? new Inaction(pattern(schema), times.length(), order()) : null);
  }

  private SequenceStep step(Schema schema) {
    List<EventPattern> without = new ArrayList<>();
    for (int i = choice.chance(25) ? choice.between(1, 2) : 0; i > 0; i--) {
      without.add(pattern(schema));
    }
    return new SequenceStep(pattern(schema), choice.chance(60) ? limit() : null, order(), without);
  }

  private @Nullable Duration limit() {
    return choice.chance(10) ? Duration.ZERO : times.length();
  }

  private Order order() {
    return choice.chance(75) ? Order.AT_OR_AFTER : Order.AFTER;
  }

  private EventPattern pattern(Schema schema) {
    EventType type = choice.skewed(schema.eventTypes());
    return new EventPattern(
        type.name(), choice.chance(60) ? EventFilter.all() : filters.apply(schema, type));
  }
}
