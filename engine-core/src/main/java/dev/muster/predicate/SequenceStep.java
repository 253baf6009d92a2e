// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a sequence, and how it follows the one before.
 *
 * @param event what must happen
 * @param within the longest time since the step before, edge included; whole milliseconds in [0,
 *     {@link Window#DURATION_MAX}], or null for any
 * @param order whether the instant of the step before will do
 * @param without what must not happen strictly between the two instants; at most {@link
 *     #WITHOUT_MAX}
 */
public record SequenceStep(
    EventPattern event, @Nullable Duration within, Order order, List<EventPattern> without) {

  /** Most patterns that may be ruled out between two steps. */
  public static final int WITHOUT_MAX = 10;

  /** How a step stands to the one before. */
  public enum Order {
    /** At the same instant or later. */
    AT_OR_AFTER,
    /** Later. */
    AFTER
  }

  public SequenceStep {
    without = List.copyOf(without);
    if (within != null) {
      Durations.check("within", within, 0);
    }
    if (without.size() > WITHOUT_MAX) {
      throw new IllegalArgumentException(
          "at most "
              + WITHOUT_MAX
              + " patterns may be ruled out between two steps, found "
              + without.size());
    }
  }

  /** A step that may follow the one before at any time. */
  public static SequenceStep of(EventPattern event) {
    return new SequenceStep(event, null, Order.AT_OR_AFTER, List.of());
  }

  /** Whether nothing is said about the step before. */
  boolean isUnbound() {
    return within == null && order == Order.AT_OR_AFTER && without.isEmpty();
  }
}
