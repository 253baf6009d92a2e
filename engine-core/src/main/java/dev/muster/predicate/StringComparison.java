// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.predicate.ValueTest.Text;
import dev.muster.predicate.ValueTest.TextOperator;
import dev.muster.value.ValueType;

/**
 * A subject of type STRING. Texts are compared by code point; ignoring case is asked for in so many
 * words, and uses full Unicode case folding.
 */
public abstract class StringComparison<P> extends OrderedComparison<String, P> {

  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  /** The value begins with {@code prefix}. */
  public P startsWith(String prefix) {
    return test(new Text(TextOperator.STARTS_WITH, prefix, false, false));
  }

  /** The value ends with {@code suffix}. */
  public P endsWith(String suffix) {
    return test(new Text(TextOperator.ENDS_WITH, suffix, false, false));
  }

  /** {@code part} occurs in the value. */
  public P contains(String part) {
    return test(new Text(TextOperator.CONTAINS, part, false, false));
  }

  /** There is a value and {@code part} does not occur in it. */
  public P doesNotContain(String part) {
    return test(new Text(TextOperator.CONTAINS, part, false, true));
  }

  /** The value equals {@code text} once both are folded. */
  public P isIgnoringCase(String text) {
    return test(new Text(TextOperator.EQUALS, text, true, false));
  }

  /** The value begins with {@code prefix} once both are folded. */
  public P startsWithIgnoringCase(String prefix) {
    return test(new Text(TextOperator.STARTS_WITH, prefix, true, false));
  }

  /** The value ends with {@code suffix} once both are folded. */
  public P endsWithIgnoringCase(String suffix) {
    return test(new Text(TextOperator.ENDS_WITH, suffix, true, false));
  }

  /** {@code part} occurs in the value once both are folded. */
  public P containsIgnoringCase(String part) {
    return test(new Text(TextOperator.CONTAINS, part, true, false));
  }

  /** The whole value matches {@code pattern}, a regular expression in RE2 syntax. */
  public P matches(String pattern) {
    return test(new ValueTest.Matches(pattern));
  }
}
