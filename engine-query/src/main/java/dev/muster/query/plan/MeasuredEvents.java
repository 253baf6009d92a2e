// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.shard.event.EventQuery;

/**
 * Events whose measure is wanted rather than tested, with all names resolved.
 *
 * @param eventType their number
 * @param query which they are, and what is measured
 */
public record MeasuredEvents(int eventType, EventQuery query) {}
