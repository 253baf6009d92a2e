// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates a sequence over the retained events of one profile by trying all combinations. */
final class SequenceEvaluation {

  private final Predicate.SequenceTest test;
  private final List<ReferenceEvent> events;
  private final Map<String, Object> attributes;
  private final long nowMillis;
  private final List<List<ReferenceEvent>> candidates = new ArrayList<>();

  SequenceEvaluation(
      Predicate.SequenceTest test,
      List<ReferenceEvent> events,
      Map<String, Object> attributes,
      long nowMillis) {
    this.test = test;
    this.events = events;
    this.attributes = attributes;
    this.nowMillis = nowMillis;
    for (SequenceStep step : test.steps()) {
      candidates.add(
          matching(step.event()).stream()
              .filter(event -> test.window().at(nowMillis).contains(event.epochMillis()))
              .toList());
    }
  }

  boolean holds() {
    HeldProperty held = test.held();
    return held == null ? extend(new ArrayDeque<>()) : holdsForSomeValue(held.property());
  }

  /** The same without what is held, over the events of each of its values. */
  private boolean holdsForSomeValue(String property) {
    Predicate.SequenceTest plain =
        new Predicate.SequenceTest(test.steps(), test.within(), test.window(), test.inaction());
    Map<Object, List<ReferenceEvent>> byValue = new HashMap<>();
    for (ReferenceEvent event : events) {
      Object value = event.properties().get(property);
      if (value != null) {
        byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(event);
      }
    }
    return byValue.values().stream()
        .anyMatch(shared -> new SequenceEvaluation(plain, shared, attributes, nowMillis).holds());
  }

  /** Whether {@code chosen}, one event for each of the first steps, is part of a match. */
  private boolean extend(Deque<ReferenceEvent> chosen) {
    int step = chosen.size();
    if (step == test.steps().size()) {
      return isWithin(test.within(), millisBetween(chosen.getFirst(), chosen.getLast()))
          && lapsed(chosen.getLast());
    }
    for (ReferenceEvent event : candidates.get(step)) {
      boolean fits =
          step == 0
              || (!chosen.contains(event)
                  && follows(chosen.getLast(), event, test.steps().get(step)));
      if (fits) {
        chosen.addLast(event);
        if (extend(chosen)) {
          return true;
        }
        chosen.removeLast();
      }
    }
    return false;
  }

  private boolean follows(ReferenceEvent before, ReferenceEvent event, SequenceStep step) {
    long millis = millisBetween(before, event);
    return isInOrder(millis, step.order())
        && isWithin(step.within(), millis)
        && step.without().stream()
            .flatMap(pattern -> matching(pattern).stream())
            .noneMatch(
                other -> millisBetween(before, other) > 0 && millisBetween(other, event) > 0);
  }

  private boolean lapsed(ReferenceEvent last) {
    Inaction inaction = test.inaction();
    return inaction == null
        || (last.epochMillis() + inaction.within().toMillis() <= nowMillis
            && matching(inaction.event()).stream()
                .filter(event -> !event.equals(last))
                .mapToLong(event -> millisBetween(last, event))
                .noneMatch(
                    millis ->
                        isInOrder(millis, inaction.order())
                            && isWithin(inaction.within(), millis)));
  }

  private List<ReferenceEvent> matching(EventPattern pattern) {
    return events.stream()
        .filter(event -> event.type().equals(pattern.eventType()))
        .filter(
            event ->
                pattern.filter().accept(new EventFilterEvaluation(event, attributes, nowMillis)))
        .toList();
  }

  private static long millisBetween(ReferenceEvent before, ReferenceEvent event) {
    return event.epochMillis() - before.epochMillis();
  }

  private static boolean isInOrder(long millis, Order order) {
    return millis > 0 || (millis == 0 && order == Order.AT_OR_AFTER);
  }

  private static boolean isWithin(@Nullable Duration within, long millis) {
    return within == null || millis <= within.toMillis();
  }
}
