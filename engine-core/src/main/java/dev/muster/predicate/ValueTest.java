// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value must satisfy. Every test but {@link Missing} is false on a missing value, the
 * negated ones included.
 *
 * <p>Literals are kept in canonical form ({@link ValueRules}), except that decimal literals may
 * have more digits than the type they are compared with: comparisons are made exactly. Trailing
 * zeros of theirs are dropped. Closed and read through a {@link Visitor}.
 */
public sealed interface ValueTest {

  /** Most literals in one list. */
  int LITERALS_MAX = 65_536;

  /** Longest pattern, in UTF-16 units. */
  int PATTERN_LENGTH_MAX = 1_000;

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Checks that values of {@code type} can be tested so.
   *
   * @throws IllegalArgumentException if not, or if a literal is of another type
   */
  void requireFits(ValueType type);

  /** There is a value; an empty text and an empty set are values. */
  record Exists() implements ValueTest {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.exists(this);
    }

    @Override
    public void requireFits(ValueType type) {}
  }

  /** There is no value. */
  record Missing() implements ValueTest {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.missing(this);
    }

    @Override
    public void requireFits(ValueType type) {}
  }

  /** The value is one of the literals. With no literal, no value is. */
  record In(Set<Object> literals) implements ValueTest {
    public In {
      literals = copyValues(literals);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireNoSet(type, "in");
      literals.forEach(literal -> requireLiteral(type, literal));
    }
  }

  /** There is a value and it is none of the literals. */
  record NotIn(Set<Object> literals) implements ValueTest {
    public NotIn {
      literals = copyValues(literals);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notIn(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireNoSet(type, "not in");
      literals.forEach(literal -> requireLiteral(type, literal));
    }
  }

  /**
   * The value lies between two bounds.
   *
   * @param low lower bound, or null for none
   * @param lowInclusive whether the lower bound itself is inside
   * @param high upper bound, or null for none
   * @param highInclusive whether the upper bound itself is inside
   */
  record Range(
      @Nullable Object low, boolean lowInclusive, @Nullable Object high, boolean highInclusive)
      implements ValueTest {
    public Range {
      if (low == null && high == null) {
        throw new IllegalArgumentException("a range needs a bound; use exists() for any value");
      }
      low = low == null ? null : copyLiteral(low);
      high = high == null ? null : copyLiteral(high);
      // A bound that is not there includes nothing: equal ranges must be equal tests.
      lowInclusive &= low != null;
      highInclusive &= high != null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.range(this);
    }

    @Override
    public void requireFits(ValueType type) {
      if (!type.isOrdered()) {
        throw new IllegalArgumentException("a range needs an ordered type, type=" + type);
      }
      if (low != null) {
        requireLiteral(type, low);
      }
      if (high != null) {
        requireLiteral(type, high);
      }
    }
  }

  /** How a text is compared with a literal. */
  enum TextOperator {
    EQUALS,
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS
  }

  /**
   * The text relates to a literal.
   *
   * @param operator how
   * @param literal the text looked for; the empty text starts, ends and lies in every text
   * @param ignoringCase whether both are folded first (full Unicode case folding)
   * @param negated whether the relation must not hold; false on a missing value all the same
   */
  record Text(TextOperator operator, String literal, boolean ignoringCase, boolean negated)
      implements ValueTest {
    public Text {
      literal = ValueRules.text(literal);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireKind(type, Kind.STRING, "a text operator");
    }
  }

  /**
   * The whole text matches a regular expression in RE2 syntax; time is linear in the text, whatever
   * the pattern.
   *
   * @param pattern the expression, in [0, {@link #PATTERN_LENGTH_MAX}] units
   */
  record Matches(String pattern) implements ValueTest {
    public Matches {
      if (pattern.length() > PATTERN_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "pattern length must be in [0, "
                + PATTERN_LENGTH_MAX
                + "], length="
                + pattern.length());
      }
      PatternCost.check(pattern);
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "pattern must be a regular expression in RE2 syntax, pattern='"
                + pattern
                + "': "
                + e.getDescription(),
            e);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.matches(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireKind(type, Kind.STRING, "matches");
    }
  }

  /** How a set relates to literals. */
  enum SetOperator {
    HAS_ANY,
    HAS_ALL,
    HAS_NONE
  }

  /**
   * The set has any, all or none of the literals. With no literal: any is false, all and none are
   * true of every present set.
   */
  record SetMembers(SetOperator operator, Set<String> literals) implements ValueTest {
    public SetMembers {
      literals = copyLiterals(literals);
      literals.forEach(ValueRules::text);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setMembers(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireKind(type, Kind.STRING_SET, "a set operator");
    }
  }

  /**
   * The set has between {@code min} and {@code max} members, both included.
   *
   * @param min not negative
   * @param max at least {@code min}
   */
  record SetSize(int min, int max) implements ValueTest {
    public SetSize {
      if (min < 0 || max < min) {
        throw new IllegalArgumentException(
            "set size bounds must satisfy 0 <= min <= max, min=" + min + " max=" + max);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setSize(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireKind(type, Kind.STRING_SET, "a set size");
    }
  }

  /**
   * The point lies within a great-circle distance, edge included.
   *
   * @param centre where to measure from
   * @param metres finite, not negative
   */
  record WithinRadius(GeoPoint centre, double metres) implements ValueTest {
    public WithinRadius {
      if (!(metres >= 0 && metres < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "metres must be finite and not negative, metres=" + metres);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.withinRadius(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireKind(type, Kind.GEO_POINT, "a distance");
    }
  }

  /**
   * The point lies in a box of latitudes and longitudes, edges included.
   *
   * <p>A box whose western edge is east of its eastern one crosses the antimeridian. 180 and -180
   * are one meridian, however a point or an edge was written; a point at a pole is taken with the
   * longitude it was written with.
   *
   * @param southWest the corner with the least latitude, where the box begins going east
   * @param northEast the corner with the greatest latitude, where it ends; not south of the other
   */
  record WithinBox(GeoPoint southWest, GeoPoint northEast) implements ValueTest {
    public WithinBox {
      if (southWest.latitude() > northEast.latitude()) {
        throw new IllegalArgumentException(
            "a box must not have its south above its north, south="
                + southWest.latitude()
                + " north="
                + northEast.latitude());
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.withinBox(this);
    }

    @Override
    public void requireFits(ValueType type) {
      requireKind(type, Kind.GEO_POINT, "a box");
    }
  }

  /**
   * The month and day of a date come again within the next days, today included. 29 February comes
   * on 28 February in common years. The year does not matter, not even one that lies ahead.
   *
   * <p>Today, and the date of a timestamp, are what a calendar on the wall shows in the zone.
   *
   * @param days how many, today included, in [1, {@link #DAYS_MAX}]
   * @param zone whose calendar
   */
  record Anniversary(int days, ZoneId zone) implements ValueTest {

    /** Most days: so many have every anniversary among them. */
    public static final int DAYS_MAX = 366;

    public Anniversary {
      if (days < 1 || days > DAYS_MAX) {
        throw new IllegalArgumentException("days must be in [1, " + DAYS_MAX + "], days=" + days);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.anniversary(this);
    }

    @Override
    public void requireFits(ValueType type) {
      if (type.kind() != Kind.DATE && type.kind() != Kind.TIMESTAMP) {
        throw new IllegalArgumentException("an anniversary needs DATE or TIMESTAMP, type=" + type);
      }
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R exists(Exists test);

    R missing(Missing test);

    R in(In test);

    R notIn(NotIn test);

    R range(Range test);

    R text(Text test);

    R matches(Matches test);

    R setMembers(SetMembers test);

    R setSize(SetSize test);

    R withinRadius(WithinRadius test);

    R withinBox(WithinBox test);

    R anniversary(Anniversary test);
  }

  private static <T> Set<T> copyLiterals(Set<? extends T> literals) {
    if (literals.size() > LITERALS_MAX) {
      throw new IllegalArgumentException(
          "a list may have at most " + LITERALS_MAX + " literals, size=" + literals.size());
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(literals));
  }

  private static Set<Object> copyValues(Set<Object> literals) {
    Set<Object> values = new LinkedHashSet<>();
    literals.forEach(literal -> values.add(copyLiteral(literal)));
    return copyLiterals(values);
  }

  /** A decimal without trailing zeros, so that equal literals are equal tests; all else as is. */
  private static Object copyLiteral(Object literal) {
    return literal instanceof BigDecimal decimal ? DecimalComparison.stripped(decimal) : literal;
  }

  private static void requireKind(ValueType type, Kind kind, String what) {
    if (type.kind() != kind) {
      throw new IllegalArgumentException(what + " needs " + kind + ", type=" + type);
    }
  }

  private static void requireNoSet(ValueType type, String what) {
    if (type.kind() == Kind.STRING_SET) {
      throw new IllegalArgumentException(
          "'" + what + "' compares one value; a STRING_SET has set operators, type=" + type);
    }
  }

  private static void requireLiteral(ValueType type, Object literal) {
    if (type.kind() == Kind.DECIMAL && literal instanceof BigDecimal decimal) {
      DecimalComparison.requireDigits(decimal);
      return;
    }
    Object canonical = ValueRules.canonical(type, literal);
    if (!canonical.equals(literal)) {
      throw new IllegalArgumentException(
          "a literal must be in canonical form, type="
              + type
              + " found "
              + ValueRules.describe(literal)
              + " instead of "
              + ValueRules.describe(canonical));
    }
  }
}
