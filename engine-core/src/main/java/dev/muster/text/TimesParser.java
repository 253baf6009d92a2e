// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ValueTest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how often something happened: {@code at least 3 times}, {@code > 5 days}. */
final class TimesParser {

  private final TokenReader reader;
  private final LiteralParser literals;

  TimesParser(TokenReader reader) {
    this.reader = reader;
    this.literals = new LiteralParser(reader);
  }

  /**
   * Reads a comparison, a number and what is counted, {@code unit} or its plural; null if none
   * comes next. {@code between} may begin a window instead, so it is left to {@link #between}.
   */
  @Nullable ValueTest compared(String unit) {
    if (reader.accept("at", "least")) {
      return new ValueTest.Range(count(unit), true, null, false);
    }
    if (reader.accept("at", "most")) {
      return new ValueTest.Range(null, false, count(unit), true);
    }
    if (reader.accept("exactly") || reader.acceptSymbol("=")) {
      return new ValueTest.In(Set.of(count(unit)));
    }
    if (reader.acceptSymbol("!=")) {
      return new ValueTest.NotIn(Set.of(count(unit)));
    }
    if (reader.acceptSymbol(">=")) {
      return new ValueTest.Range(count(unit), true, null, false);
    }
    if (reader.acceptSymbol(">")) {
      return new ValueTest.Range(count(unit), false, null, false);
    }
    if (reader.acceptSymbol("<=")) {
      return new ValueTest.Range(null, false, count(unit), true);
    }
    if (reader.acceptSymbol("<")) {
      return new ValueTest.Range(null, false, count(unit), false);
    }
    return null;
  }

  /** Reads {@code between k and n} and what is counted. */
  ValueTest between(String unit) {
    reader.expect("between");
    long low = literals.whole(numberOf(unit));
    reader.expect("and");
    return new ValueTest.Range(low, true, count(unit), true);
  }

  /** Reads a number and what is counted. */
  Long count(String unit) {
    long count = literals.whole(numberOf(unit));
    if (!reader.accept(unit)) {
      reader.expect(unit + "s");
    }
    return count;
  }

  private static String numberOf(String unit) {
    return "a number of " + unit + "s";
  }
}
