// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large a predicate is by itself, and where it refers to segments.
 *
 * @param parts how many it has, references included and what they stand for not
 * @param depth levels that it is nested
 * @param references by name of the segment, in order
 */
record PredicateOutline(int parts, int depth, Map<String, Reference> references) {

  /**
   * The references to one segment.
   *
   * @param times how many there are
   * @param depth level of the deepest one
   */
  record Reference(int times, int depth) {

    /** Both together. */
    Reference and(Reference other) {
      return new Reference(times + other.times, Math.max(depth, other.depth));
    }
  }

  PredicateOutline {
    references = Collections.unmodifiableMap(new TreeMap<>(references));
  }
}
