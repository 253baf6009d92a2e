// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Funnel;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.profile.Profile;
import dev.muster.profile.RecordedEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows every way through a funnel that the events of one profile allow, one after the other. */
final class FunnelEvaluation {

  private final Funnel funnel;
  private final List<ReferenceEvent> events;
  private final long nowMillis;

  /** By step, what its pattern matches in the window; of the first, what may be an entry. */
  private final List<List<ReferenceEvent>> candidates = new ArrayList<>();

  private final Map<String, Object> attributes;

  /** By step, what can follow an event of the step before; filled as it is asked for. */
  private final List<Map<ReferenceEvent, List<ReferenceEvent>>> followers = new ArrayList<>();

  private final Map<Integer, Long> shortest = new TreeMap<>();

  private FunnelEvaluation(
      Funnel funnel, List<ReferenceEvent> events, Map<String, Object> attributes, long nowMillis) {
    this.funnel = funnel;
    this.events = events;
    this.attributes = attributes;
    this.nowMillis = nowMillis;
    for (SequenceStep step : funnel.steps()) {
      candidates.add(
          matching(step.event()).stream()
              .filter(event -> funnel.window().at(nowMillis).contains(event.epochMillis()))
              .toList());
      followers.add(new HashMap<>());
    }
  }

  /** By the number of each step that {@code profile} has reached, how soon; 0 is the entry. */
  static Map<Integer, Long> shortest(Funnel funnel, Profile profile, long nowMillis) {
    List<ReferenceEvent> events = new ArrayList<>();
    for (RecordedEvent event : profile.events()) {
      // The place among the events tells equal ones apart.
      events.add(
          new ReferenceEvent(
              event.type(), event.time().toEpochMilli(), events.size(), event.properties()));
    }
    Map<Integer, Long> shortest = new TreeMap<>();
    for (List<ReferenceEvent> shared : shared(funnel.held(), events)) {
      FunnelEvaluation one = new FunnelEvaluation(funnel, shared, profile.attributes(), nowMillis);
      one.enter();
      one.shortest.forEach((step, millis) -> shortest.merge(step, millis, Math::min));
    }
    return shortest;
  }

  private static List<List<ReferenceEvent>> shared(
      @Nullable HeldProperty held, List<ReferenceEvent> events) {
    if (held == null) {
      return List.of(events);
    }
    Map<Object, List<ReferenceEvent>> byValue = new HashMap<>();
    for (ReferenceEvent event : events) {
      Object value = event.properties().get(held.property());
      if (value != null) {
        byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(event);
      }
    }
    return List.copyOf(byValue.values());
  }

  private void enter() {
    long first =
        candidates.get(0).stream()
            .mapToLong(ReferenceEvent::epochMillis)
            .min()
            .orElse(Long.MIN_VALUE);
    for (ReferenceEvent entry : candidates.get(0)) {
      if (funnel.entry() == Funnel.Entry.ANY || entry.epochMillis() == first) {
        Deque<ReferenceEvent> way = new ArrayDeque<>();
        way.add(entry);
        follow(way);
      }
    }
  }

  /** Notes where {@code way} has come, and goes on from there in every way. */
  private void follow(Deque<ReferenceEvent> way) {
    long millis = millisBetween(way.getFirst(), way.getLast());
    Duration within = funnel.within();
    if (within != null && millis > within.toMillis()) {
      return;
    }
    shortest.merge(way.size() - 1, millis, Math::min);
    if (way.size() < funnel.steps().size()) {
      int next = way.size();
      List<ReferenceEvent> following =
          followers.get(next).computeIfAbsent(way.getLast(), last -> following(last, next));
      for (ReferenceEvent event : following) {
        if (!way.contains(event)) {
          way.addLast(event);
          follow(way);
          way.removeLast();
        }
      }
    }
  }

  private List<ReferenceEvent> following(ReferenceEvent last, int next) {
    SequenceStep step = funnel.steps().get(next);
    List<EventPattern> between = new ArrayList<>(step.without());
    switch (funnel.orderMode()) {
      case ANY -> {}
      case STRICT_ORDER -> funnel.steps().forEach(any -> between.add(any.event()));
      case STRICT_DEDUPLICATION -> {
        between.add(step.event());
        between.add(funnel.steps().get(next - 1).event());
      }
    }
    List<ReferenceEvent> following = new ArrayList<>();
    for (ReferenceEvent event : candidates.get(next)) {
      long millis = millisBetween(last, event);
      boolean inOrder = millis > 0 || (millis == 0 && step.order() == Order.AT_OR_AFTER);
      boolean inTime = step.within() == null || millis <= step.within().toMillis();
      if (inOrder && inTime && between.stream().noneMatch(p -> liesBetween(p, last, event))) {
        following.add(event);
      }
    }
    return following;
  }

  private boolean liesBetween(EventPattern pattern, ReferenceEvent from, ReferenceEvent to) {
    return matching(pattern).stream()
        .anyMatch(other -> millisBetween(from, other) > 0 && millisBetween(other, to) > 0);
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
}
