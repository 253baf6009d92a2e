// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ValueTest;
import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.TextOperator;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what a value must satisfy. Only the operators of the subject's type are tried, so an error
 * names those and no others.
 */
final class TestParser {

  private final TokenReader reader;
  private final LiteralParser literals;
  private final TimesParser times;

  TestParser(TokenReader reader) {
    this.reader = reader;
    this.literals = new LiteralParser(reader);
    this.times = new TimesParser(reader);
  }

  /** Reads an operator for subjects of {@code type}, and its literals. */
  ValueTest test(ValueType type) {
    Token first = reader.peek();
    if (reader.accept("exists")) {
      return new ValueTest.Exists();
    }
    if (reader.accept("missing")) {
      return new ValueTest.Missing();
    }
    return type.kind() == Kind.STRING_SET ? set(first) : single(first, type);
  }

  /** Reads the rest of {@code low < subject <= high}, from the second sign on. */
  ValueTest between(Token low, boolean lowInclusive, ValueType type) {
    if (!type.isOrdered()) {
      throw reader.refused(low, "a range needs an ordered type, type=" + type);
    }
    Object lowest = literals.literal(low, type);
    boolean highInclusive = reader.acceptSymbol("<=");
    if (!highInclusive) {
      reader.expectSymbol("<");
    }
    Object highest = literals.literal(type);
    return made(low, type, () -> new ValueTest.Range(lowest, lowInclusive, highest, highInclusive));
  }

  /** Reads what follows {@code anniversary of} and the subject. */
  ValueTest anniversary(Token first, ValueType type) {
    reader.expect("within");
    reader.expect("next");
    int days = (int) Math.min(Integer.MAX_VALUE, times.count("day"));
    ZoneId zone = literals.zoneOrUtc();
    return made(first, type, () -> new ValueTest.Anniversary(days, zone));
  }

  private ValueTest single(Token first, ValueType type) {
    if (reader.acceptSymbol("=")) {
      return equal(first, type, false);
    }
    if (reader.acceptSymbol("!=")) {
      return equal(first, type, true);
    }
    if (reader.accept("in")) {
      Set<Object> listed = literals.list(type);
      return made(first, type, () -> new ValueTest.In(listed));
    }
    if (reader.accept("not", "in")) {
      Set<Object> listed = literals.list(type);
      return made(first, type, () -> new ValueTest.NotIn(listed));
    }
    if (type.isOrdered()) {
      return ordered(first, type);
    }
    if (type.kind() == Kind.GEO_POINT && reader.accept("within")) {
      return reader.accept("box") ? box(first, type) : within(first, type);
    }
    throw reader.unexpected();
  }

  private ValueTest equal(Token first, ValueType type, boolean negated) {
    Object literal = literals.literal(type);
    if (type.kind() == Kind.STRING && ignoringCase()) {
      return new ValueTest.Text(TextOperator.EQUALS, (String) literal, true, negated);
    }
    return made(
        first,
        type,
        () -> negated ? new ValueTest.NotIn(Set.of(literal)) : new ValueTest.In(Set.of(literal)));
  }

  private ValueTest ordered(Token first, ValueType type) {
    for (String symbol : new String[] {"<", "<=", ">", ">="}) {
      if (reader.acceptSymbol(symbol)) {
        Object bound = literals.literal(type);
        boolean upper = symbol.charAt(0) == '<';
        boolean inclusive = symbol.length() == 2;
        return made(
            first,
            type,
            () ->
                upper
                    ? new ValueTest.Range(null, false, bound, inclusive)
                    : new ValueTest.Range(bound, inclusive, null, false));
      }
    }
    if (reader.accept("between")) {
      Object low = literals.literal(type);
      reader.expect("and");
      Object high = literals.literal(type);
      return made(first, type, () -> new ValueTest.Range(low, true, high, true));
    }
    if (type.kind() == Kind.STRING) {
      return text(first);
    }
    throw reader.unexpected();
  }

  private ValueTest text(Token first) {
    if (reader.accept("matches")) {
      Token token = reader.expectPattern();
      return made(token, ValueType.STRING, () -> new ValueTest.Matches(token.text()));
    }
    boolean negated = first.isWord("not");
    if (negated) {
      reader.take();
    }
    TextOperator operator = operator();
    String literal = literals.text();
    return new ValueTest.Text(operator, literal, ignoringCase(), negated);
  }

  private TextOperator operator() {
    if (reader.accept("starts", "with")) {
      return TextOperator.STARTS_WITH;
    }
    if (reader.accept("ends", "with")) {
      return TextOperator.ENDS_WITH;
    }
    if (reader.accept("contains")) {
      return TextOperator.CONTAINS;
    }
    if (reader.accept("equals")) {
      return TextOperator.EQUALS;
    }
    throw reader.unexpected();
  }

  private boolean ignoringCase() {
    return reader.accept("ignoring", "case");
  }

  private ValueTest set(Token first) {
    if (reader.accept("size")) {
      return size();
    }
    reader.expect("has");
    if (reader.accept("any", "of")) {
      return members(first, SetOperator.HAS_ANY, literals.list(ValueType.STRING));
    }
    if (reader.accept("all", "of")) {
      return members(first, SetOperator.HAS_ALL, literals.list(ValueType.STRING));
    }
    if (reader.accept("none", "of")) {
      return members(first, SetOperator.HAS_NONE, literals.list(ValueType.STRING));
    }
    if (reader.peek().kind() != Token.Kind.STRING) {
      reader.expected("a text in single quotes");
      throw reader.unexpected();
    }
    return members(first, SetOperator.HAS_ANY, Set.of(literals.text()));
  }

  private ValueTest members(Token first, SetOperator operator, Set<?> listed) {
    Set<String> members = new LinkedHashSet<>();
    listed.forEach(member -> members.add((String) member));
    return made(first, ValueType.STRING_SET, () -> new ValueTest.SetMembers(operator, members));
  }

  /** A size is a whole number, so every comparison is a pair of bounds, both included. */
  private ValueTest size() {
    Token first = reader.peek();
    if (reader.acceptSymbol("=")) {
      long size = sizeLiteral();
      return sizeBetween(first, size, size);
    }
    if (reader.acceptSymbol(">=")) {
      return sizeBetween(first, sizeLiteral(), Integer.MAX_VALUE);
    }
    if (reader.acceptSymbol(">")) {
      return sizeBetween(first, sizeLiteral() + 1, Integer.MAX_VALUE);
    }
    if (reader.acceptSymbol("<=")) {
      return sizeBetween(first, 0, sizeLiteral());
    }
    if (reader.acceptSymbol("<")) {
      return sizeBetween(first, 0, sizeLiteral() - 1);
    }
    reader.expect("between");
    long min = sizeLiteral();
    reader.expect("and");
    return sizeBetween(first, min, sizeLiteral());
  }

  private long sizeLiteral() {
    Token token = reader.peek();
    long size = literals.whole("a number of members");
    if (size > Integer.MAX_VALUE) {
      throw reader.refused(token, "a set size must be in [0, " + Integer.MAX_VALUE + "]");
    }
    return size;
  }

  private ValueTest sizeBetween(Token first, long min, long max) {
    if (min > max || min > Integer.MAX_VALUE) {
      throw reader.refused(first, "set size bounds must satisfy 0 <= min <= max");
    }
    return new ValueTest.SetSize((int) min, (int) max);
  }

  private ValueTest within(Token first, ValueType type) {
    BigDecimal distance = literals.number("a distance or 'box'");
    boolean kilometres = reader.accept("km");
    if (!kilometres) {
      reader.expect("m");
    }
    reader.expect("of");
    GeoPoint centre = literals.point();
    double metres = (kilometres ? distance.movePointRight(3) : distance).doubleValue();
    return made(first, type, () -> new ValueTest.WithinRadius(centre, metres + 0.0));
  }

  private ValueTest box(Token first, ValueType type) {
    GeoPoint southWest = literals.point();
    reader.expect("to");
    GeoPoint northEast = literals.point();
    return made(first, type, () -> new ValueTest.WithinBox(southWest, northEast));
  }

  /** What {@code maker} makes, unless a rule of {@link ValueTest} refuses it. */
  private ValueTest made(Token first, ValueType type, Supplier<ValueTest> maker) {
    try {
      ValueTest test = maker.get();
      test.requireFits(type);
      return test;
    } catch (IllegalArgumentException e) {
      throw reader.refused(first, String.valueOf(e.getMessage()));
    }
  }
}
