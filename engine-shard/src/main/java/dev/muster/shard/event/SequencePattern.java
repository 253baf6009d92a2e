// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;

/** Events that a sequence looks for: of one type, in {@code range}, passing {@code filter}. */
public record SequencePattern(int eventType, EventFilterNode filter, TimeRange range) {}
