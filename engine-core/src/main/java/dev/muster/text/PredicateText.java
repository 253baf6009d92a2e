// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;

/**
 * Predicates as text: {@code country in ('IN', 'ID') and did purchase (amount > 100) at least 3
 * times in last 30 days}. The grammar is in {@code docs/text-form.md}.
 *
 * <p>Printing and parsing are each other's inverse: {@code parse(print(p), schema)} equals {@code
 * p} for every predicate that fits the schema and is short enough to be read. Stateless.
 */
public final class PredicateText {

  /**
   * Longest text that is read, in UTF-16 units: room for one full list of literals, of the length
   * of a UUID each.
   */
  public static final int LENGTH_MAX = 4 * 1024 * 1024;

  /** Most regular expressions in one text: each may take milliseconds to compile. */
  public static final int PATTERNS_MAX = 1_000;

  private PredicateText() {}

  /**
   * Reads a predicate. Attributes, event types and properties are looked up in {@code schema}, and
   * literals are read as the types that it gives them. Linear in the length of the text; at most
   * {@link Predicate#DEPTH_MAX} levels are nested.
   *
   * @throws TextException if the text is not one, the only exception there is; tells the position
   */
  public static Predicate parse(String text, Schema schema) {
    SourceText source = new SourceText(text);
    if (text.length() > LENGTH_MAX) {
      throw source.refused(
          LENGTH_MAX,
          LENGTH_MAX + 1,
          "a text may have at most " + LENGTH_MAX + " characters, length=" + text.length());
    }
    TokenReader reader = new TokenReader(source);
    return new PredicateParser(reader, schema).parse();
  }

  /**
   * Writes {@code predicate} in full. Linear in the length of the result, which is not limited.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX}
   */
  public static String print(Predicate predicate) {
    return predicate.toText();
  }
}
