// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;

/**
 * What is asked of the events of each row: those in {@code range} that pass {@code filter} are
 * measured, and the row passes if the measured value does. Immutable.
 */
public record EventQuery(
    TimeRange range, EventFilterNode filter, MeasureSpec measure, ResultTest result) {}
