// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * Events that a sequence or an analysis looks for.
 *
 * @param eventType name of the event type
 * @param filter what each event must satisfy
 */
public record EventPattern(String eventType, EventFilter filter) {

  /**
   * The events of {@code selection}, whenever they happened.
   *
   * @throws IllegalArgumentException if it says when, or that only the first or last one is meant
   */
  public static EventPattern of(EventSelection selection) {
    if (selection.occurrence() != Occurrence.ANY || !selection.window().equals(Window.EVER)) {
      throw new IllegalArgumentException(
          "only an event type and a filter can be looked for here, found " + selection);
    }
    return new EventPattern(selection.eventType(), selection.filter());
  }
}
