// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * Which events of a profile a measure looks at.
 *
 * @param eventType name of the event type
 * @param filter what each event must satisfy
 * @param window when it must have happened
 */
public record EventSelection(String eventType, EventFilter filter, Window window) {}
