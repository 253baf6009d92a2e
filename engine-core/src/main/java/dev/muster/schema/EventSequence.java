// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events one after the other, as the subject of a predicate.
 *
 * <p>{@code ADD_TO_CART.then(PURCHASE).within(Duration.ofDays(1)).did()}. Each call returns a new
 * sequence; what is said about a step is about the one named last. Immutable.
 */
public final class EventSequence {

  private final List<SequenceStep> steps;
  private final @Nullable Duration total;
  private final Window window;
  private final @Nullable Inaction inaction;
  private final @Nullable HeldProperty held;

  private EventSequence(
      List<SequenceStep> steps,
      @Nullable Duration total,
      Window window,
      @Nullable Inaction inaction,
      @Nullable HeldProperty held) {
    this.steps = steps;
    this.total = total;
    this.window = window;
    this.inaction = inaction;
    this.held = held;
  }

  static EventSequence of(EventSource first) {
    return new EventSequence(
        List.of(SequenceStep.of(pattern(first))), null, Window.EVER, null, null);
  }

  /** Then one of {@code next}, at the same instant or later: another event than those before. */
  public EventSequence then(EventSource next) {
    requireOpen();
    List<SequenceStep> more = new ArrayList<>(steps);
    more.add(SequenceStep.of(pattern(next)));
    return new EventSequence(more, total, window, null, held);
  }

  /**
   * Then none of {@code absent} within {@code duration} of the last step, which must have elapsed.
   * Nothing can follow.
   */
  public EventSequence thenNot(EventSource absent, Duration duration) {
    requireOpen();
    Inaction last = new Inaction(pattern(absent), duration, Order.AT_OR_AFTER);
    return new EventSequence(steps, total, window, last, held);
  }

  /** The last step comes at most {@code duration} after the one before, edge included. */
  public EventSequence within(Duration duration) {
    SequenceStep last = lastLink("within");
    return withLast(new SequenceStep(last.event(), duration, last.order(), last.without()));
  }

  /** The last step, or what must not come, is later than the one before: its instant won't do. */
  public EventSequence strictly() {
    Inaction end = inaction;
    if (end != null) {
      return new EventSequence(
          steps, total, window, new Inaction(end.event(), end.within(), Order.AFTER), held);
    }
    SequenceStep last = lastLink("strictly");
    return withLast(new SequenceStep(last.event(), last.within(), Order.AFTER, last.without()));
  }

  /** None of {@code excluded} happens strictly between the last step and the one before. */
  public EventSequence without(EventSource... excluded) {
    SequenceStep last = lastLink("without");
    List<EventPattern> without = new ArrayList<>(last.without());
    Arrays.stream(excluded).map(EventSequence::pattern).forEach(without::add);
    return withLast(new SequenceStep(last.event(), last.within(), last.order(), without));
  }

  /** From the first step to the last at most {@code duration} passes, edge included. */
  public EventSequence allWithin(Duration duration) {
    return new EventSequence(steps, duration, window, inaction, held);
  }

  /**
   * All events have the same value of {@code property}: among those of some value, and of that one
   * alone, the sequence is found. What must not come, or lie between, is looked for among them,
   * too. Replaces an earlier one.
   *
   * @param property a property that every event type named has, of any type but STRING_SET
   */
  public EventSequence holding(Property<?> property) {
    HeldProperty shared = new HeldProperty(property.name(), property.type());
    return new EventSequence(steps, total, window, inaction, shared);
  }

  /** All steps happened in {@code newWindow}, which replaces an earlier one. */
  public EventSequence in(Window newWindow) {
    return new EventSequence(steps, total, newWindow, inaction, held);
  }

  /** All steps happened in the last {@code duration}: {@code 0 <= now - t < duration}. */
  public EventSequence inLast(Duration duration) {
    return in(Window.last(duration));
  }

  /** There are such events. */
  public Predicate.SequenceTest did() {
    return new Predicate.SequenceTest(steps, total, window, inaction, held);
  }

  /** There are no such events; profiles without any event are included. */
  public Predicate didNot() {
    return did().not();
  }

  private EventSequence withLast(SequenceStep step) {
    List<SequenceStep> changed = new ArrayList<>(steps);
    changed.set(steps.size() - 1, step);
    return new EventSequence(changed, total, window, inaction, held);
  }

  private SequenceStep lastLink(String word) {
    requireOpen();
    if (steps.size() < 2) {
      throw new IllegalStateException("'" + word + "' is about a step that follows another");
    }
    return steps.get(steps.size() - 1);
  }

  private void requireOpen() {
    if (inaction != null) {
      throw new IllegalStateException("nothing can follow what must not come");
    }
  }

  private static EventPattern pattern(EventSource source) {
    EventSelection events = source.selection();
    if (events.occurrence() != Occurrence.ANY || !events.window().equals(Window.EVER)) {
      throw new IllegalArgumentException(
          "a step is an event type and a filter; a window is one of the whole sequence, step="
              + events);
    }
    EventFilter filter = events.filter();
    return new EventPattern(events.eventType(), filter);
  }

  @Override
  public String toString() {
    return steps + (inaction == null ? "" : " then not " + inaction);
  }
}
