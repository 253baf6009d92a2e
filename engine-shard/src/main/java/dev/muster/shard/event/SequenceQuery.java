// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.SequenceStep.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A sequence with everything resolved. Immutable.
 *
 * @param steps at least one; what the first says about the step before means nothing
 * @param withinMillis the longest time from the first step to the last
 * @param inaction what must not come after the last step, or null; that its time has elapsed is in
 *     the range of the last step
 * @param keys by event type, where events bear the key that all those of a match share; empty if
 *     they need not share any
 */
public record SequenceQuery(
    List<Step> steps, long withinMillis, @Nullable Inaction inaction, Map<Integer, EventKey> keys) {

  /** Any time may pass. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  public SequenceQuery {
    steps = List.copyOf(steps);
    keys = Map.copyOf(keys);
  }

  /** A sequence of events that need share no key. */
  public SequenceQuery(List<Step> steps, long withinMillis, @Nullable Inaction inaction) {
    this(steps, withinMillis, inaction, Map.of());
  }

  /**
   * One step.
   *
   * @param withinMillis the longest time since the step before
   * @param without what must not happen strictly between the two
   */
  public record Step(
      SequencePattern event, long withinMillis, Order order, List<SequencePattern> without) {
    public Step {
      without = List.copyOf(without);
    }
  }

  /** What must not come within {@code withinMillis} of the last step. */
  public record Inaction(SequencePattern event, long withinMillis, Order order) {}

  /** Whether no more is asked for than that an event of one step follows one of another. */
  public boolean isDecidedByFollowing() {
    return steps.size() == 2
        && inaction == null
        && keys.isEmpty()
        && steps.get(1).without().isEmpty()
        && isApart(1);
  }

  /** Whether an event of {@code step} that follows one of the step before is never the same one. */
  boolean isApart(int step) {
    Step later = steps.get(step);
    return later.order() == Order.AFTER
        || later.event().eventType() != steps.get(step - 1).event().eventType();
  }

  /** All that is looked for, each pattern once with all its marks. */
  List<MarkedPattern> patterns() {
    Map<SequencePattern, Long> marks = new LinkedHashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      marks.merge(steps.get(step).event(), stepMark(step), (one, other) -> one | other);
      for (SequencePattern excluded : steps.get(step).without()) {
        marks.merge(excluded, withoutMark(step), (one, other) -> one | other);
      }
    }
    if (inaction != null) {
      marks.merge(inaction.event(), inactionMark(), (one, other) -> one | other);
    }
    List<MarkedPattern> patterns = new ArrayList<>();
    marks.forEach((pattern, mark) -> patterns.add(new MarkedPattern(pattern, mark)));
    return patterns;
  }

  /** The types of the events that are looked at. */
  public Set<Integer> eventTypes() {
    Set<Integer> types = new TreeSet<>();
    patterns().forEach(marked -> types.add(marked.pattern().eventType()));
    return types;
  }

  /** Whether any filter compares events with attributes of their profile. */
  public boolean readsAttributes() {
    return patterns().stream().anyMatch(marked -> marked.pattern().filter().attributesRead() > 0);
  }

  /** Mark of an event that step {@code step} may be. */
  static long stepMark(int step) {
    return 1L << step;
  }

  /** Mark of an event that must not lie between step {@code step} and the one before. */
  long withoutMark(int step) {
    return 1L << steps.size() + step;
  }

  /** Mark of an event that must not come after the last step. */
  long inactionMark() {
    return 1L << 2 * steps.size();
  }
}
