// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Occurrence;
import dev.muster.predicate.TimeRange;

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
}
