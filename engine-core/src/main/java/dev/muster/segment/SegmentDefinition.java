// SPDX-License-Identifier: Apache-2.0
package dev.muster.segment;

import dev.muster.predicate.Predicate;

/**
 * A registered segment.
 *
 * @param segment its name and predicate
 * @param version 1 for the first definition of that name, and one more with each change of it
 */
public record SegmentDefinition(Segment segment, long version) {

  /** What people call it. */
  public String name() {
    return segment.name();
  }

  /** Who belongs to it. */
  public Predicate predicate() {
    return segment.predicate();
  }
}
