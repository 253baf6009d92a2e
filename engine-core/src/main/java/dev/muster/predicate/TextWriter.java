// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.GeoPoint;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The text form of a predicate while it is being written: names, literals, lists, and how deep the
 * writing is nested.
 *
 * <p>An exact writer leaves nothing out and refuses what no engine would take. A shortened one is
 * for logs: it cuts long lists and deep nesting with {@code …}, and never fails. Confined to one
 * thread.
 */
final class TextWriter {

  /** Literals that a shortened list shows: more than anyone reads in a log. */
  private static final int SHORTENED_LITERALS = 20;

  /** Beyond so many digits on either side of the point, an exponent is shorter than zeros. */
  private static final int PLAIN_DIGITS_MAX = 100;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final StringBuilder text = new StringBuilder();
  private final boolean exact;
  private int depth;

  private TextWriter(boolean exact) {
    this.exact = exact;
  }

  static TextWriter exact() {
    return new TextWriter(true);
  }

  static TextWriter shortened() {
    return new TextWriter(false);
  }

  /**
   * Goes one level deeper; every call that returns true wants an {@link #exit()}.
   *
   * @return false if it is too deep to go on, which has then been written
   * @throws IllegalArgumentException if this is an exact writer and it is too deep
   */
  boolean enter() {
    if (depth < Predicate.DEPTH_MAX) {
      depth++;
      return true;
    }
    if (exact) {
      throw new IllegalArgumentException(
          "a predicate may be nested at most " + Predicate.DEPTH_MAX + " levels deep");
    }
    text.append('…');
    return false;
  }

  void exit() {
    depth--;
  }

  TextWriter append(String part) {
    text.append(part);
    return this;
  }

  /** A name; in backticks if it could be taken for something else. */
  TextWriter name(String name) {
    if (PLAIN_NAME.matcher(name).matches() && !ReservedWords.contains(name)) {
      return append(name);
    }
    return append("`").append(name.replace("`", "``")).append("`");
  }

  /** A literal of any type but a set. */
  TextWriter literal(Object literal) {
    if (literal instanceof BigDecimal decimal) {
      return number(decimal);
    }
    if (literal instanceof Number || literal instanceof Boolean) {
      return append(String.valueOf(literal));
    }
    if (literal instanceof GeoPoint point) {
      return append("(" + point.latitude() + ", " + point.longitude() + ")");
    }
    return append("'").append(String.valueOf(literal).replace("'", "''")).append("'");
  }

  /** Literals in parentheses. */
  TextWriter literals(Collection<?> literals) {
    append("(");
    int written = 0;
    for (Object literal : literals) {
      append(written == 0 ? "" : ", ");
      if (!exact && written == SHORTENED_LITERALS) {
        append("… " + (literals.size() - written) + " more");
        break;
      }
      literal(literal);
      written++;
    }
    return append(")");
  }

  /** A number with all its digits, but without trailing zeros. */
  TextWriter number(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean plain =
        Math.abs((long) stripped.precision() - stripped.scale()) <= PLAIN_DIGITS_MAX
            && stripped.scale() <= PLAIN_DIGITS_MAX;
    return append(plain ? stripped.toPlainString() : stripped.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
