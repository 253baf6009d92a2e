// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;

/**
 * Predicates as JSON: {@code {"version":1,"predicate":{"attribute":"age","between":[25,34]}}}. The
 * form is shown in {@code docs/json-form.md}.
 *
 * <p>Printing and parsing are each other's inverse: {@code parse(print(p), schema)} equals {@code
 * p} for every predicate that fits the schema and is short enough to be read. Stateless.
 */
public final class PredicateJson {

  /** The version that is written, and the only one so far; it will stay readable. */
  public static final int VERSION = 1;

  /** Longest document that is read, in UTF-16 units; the same as in the text form. */
  public static final int LENGTH_MAX = 4 * 1024 * 1024;

  /**
   * Most values in one document, objects and arrays included: what is read takes 20 to 60 times the
   * memory of its text, and so at most some 130 MB.
   */
  public static final int VALUES_MAX = 500_000;

  /** Most regular expressions in one document: each may take milliseconds to compile. */
  public static final int PATTERNS_MAX = 1_000;

  private PredicateJson() {}

  /**
   * Reads a predicate. Attributes, event types and properties are looked up in {@code schema}, and
   * literals are read as the types that it gives them. Linear in the length of the text; at most
   * {@link Predicate#DEPTH_MAX} levels are nested.
   *
   * @throws JsonException if the text is not one, the only exception there is; tells the position
   */
  public static Predicate parse(String json, Schema schema) {
    return new DocumentReader(json, schema).predicate();
  }

  /**
   * Writes {@code predicate} in full, on one line. Linear in the length of the result, which is not
   * limited.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX}
   */
  public static String print(Predicate predicate) {
    return JsonWriter.compact(new DocumentWriter(predicate));
  }

  /**
   * The same on many lines, indented by two blanks.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX}
   */
  public static String printPretty(Predicate predicate) {
    return JsonWriter.pretty(new DocumentWriter(predicate));
  }
}
