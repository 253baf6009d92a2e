// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * Which of a profile's events of one type are meant, before a filter or a window is looked at.
 *
 * <p>First and last are taken among all events of the type that retention keeps and whose time has
 * come at {@code now}. Filter and window then test that event and no other. Events of one instant
 * have no order, so those that share the first or last instant are all meant.
 */
public enum Occurrence {
  /** Every one. */
  ANY,
  /** The earliest. */
  FIRST,
  /** The latest. */
  LAST
}
