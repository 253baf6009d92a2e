// SPDX-License-Identifier: Apache-2.0
package dev.muster.segment;

import dev.muster.predicate.Predicate;
import java.util.Objects;

/**
 * A named predicate: the definition, not the people. Immutable.
 *
 * @param name what people call it: not blank, at most {@link Predicate.InSegment#NAME_LENGTH_MAX}
 *     UTF-16 units
 * @param predicate who belongs to it
 */
public record Segment(String name, Predicate predicate) {

  public Segment {
    Objects.requireNonNull(predicate, "a segment needs a predicate");
    name = Predicate.InSegment.requireName(name);
  }

  /** A segment called {@code name}. */
  public static Segment of(String name, Predicate predicate) {
    return new Segment(name, predicate);
  }
}
