// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * Events that a sequence looks for.
 *
 * @param eventType name of the event type
 * @param filter what each event must satisfy
 */
public record EventPattern(String eventType, EventFilter filter) {}
