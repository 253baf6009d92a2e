// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * Which events of a profile a measure looks at.
 *
 * @param eventType name of the event type
 * @param occurrence whether all of them are meant, or the first or last one only
 * @param filter what each event must satisfy
 * @param window when it must have happened
 */
public record EventSelection(
    String eventType, Occurrence occurrence, EventFilter filter, Window window) {

  /** Any events of the type that pass {@code filter} and fall in {@code window}. */
  public EventSelection(String eventType, EventFilter filter, Window window) {
    this(eventType, Occurrence.ANY, filter, window);
  }
}
