// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Occurrence;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.LongTest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the events of each row: those in {@code range} that pass {@code filter} are
 * measured, and the row passes if the measured value does. Immutable.
 *
 * @param occurrence whether only events at the row's first or last instant are looked at
 * @param among the instants that can be that first or last one; means nothing for any occurrence
 */
public record EventQuery(
    TimeRange range,
    EventFilterNode filter,
    MeasureSpec measure,
    ResultTest result,
    Occurrence occurrence,
    TimeRange among) {

  /** Any events in {@code range} that pass {@code filter}. */
  public EventQuery(
      TimeRange range, EventFilterNode filter, MeasureSpec measure, ResultTest result) {
    this(range, filter, measure, result, Occurrence.ANY, TimeRange.ALL);
  }

  /** Whether all that matters is which rows have any event that is selected. */
  public boolean asksOnlyWho() {
    return asksWho() || asksWhoNot();
  }

  private boolean asksWho() {
    return counts() instanceof LongTest.Range range
        && range.low() == 1
        && range.high() >= Integer.MAX_VALUE;
  }

  private boolean asksWhoNot() {
    return counts() instanceof LongTest.Range range && range.low() <= 0 && range.high() == 0;
  }

  /** The test of the number of events; null if that is not what is measured. */
  private @Nullable LongTest counts() {
    return measure.kind() == MeasureSpec.Kind.COUNT && result instanceof ResultTest.Code code
        ? code.test()
        : null;
  }

  /** Whether no event that happened in the range is left out, whatever it holds. */
  public boolean isUnfiltered() {
    return filter.equals(EventFilterNode.ALL);
  }

  /**
   * The same of rows whose first or last instant lies in {@code times}, which is in the range and
   * among the instants that count.
   */
  EventQuery within(TimeRange times) {
    return new EventQuery(times, filter, measure, result, occurrence, times);
  }
}
