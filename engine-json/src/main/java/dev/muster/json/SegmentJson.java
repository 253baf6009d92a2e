// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;

/**
 * Segments as JSON: {@code {"version":1,"name":"adults","predicate":{…}}}, the form of {@link
 * PredicateJson} with a name. Stateless.
 */
public final class SegmentJson {

  private SegmentJson() {}

  /**
   * Reads a segment, within the limits of {@link PredicateJson}.
   *
   * @throws JsonException if the text is not one, the only exception there is; tells the position
   */
  public static Segment parse(String json, Schema schema) {
    return new DocumentReader(json, schema).segment();
  }

  /**
   * Writes {@code segment} in full, on one line. Linear in the length of the result.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX}
   */
  public static String print(Segment segment) {
    return JsonWriter.compact(new DocumentWriter(segment));
  }

  /**
   * The same on many lines, indented by two blanks.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX}
   */
  public static String printPretty(Segment segment) {
    return JsonWriter.pretty(new DocumentWriter(segment));
  }
}
