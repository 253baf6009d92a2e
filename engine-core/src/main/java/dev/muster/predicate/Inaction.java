// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.Duration;

/**
 * What must not have come after the last step of a sequence, by the time it was due.
 *
 * @param event what must not come; the event of the last step itself does not count
 * @param within how long it must not come, edge included, and must have elapsed; whole milliseconds
 *     in (0, {@link Window#DURATION_MAX}]
 * @param order whether it counts at the instant of the last step
 */
public record Inaction(EventPattern event, Duration within, SequenceStep.Order order) {
  public Inaction {
    Durations.check("within", within, 1);
  }
}
