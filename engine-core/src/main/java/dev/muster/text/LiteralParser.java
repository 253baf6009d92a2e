// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ValueTest;
import dev.muster.text.Token.Kind;
import dev.muster.value.GeoPoint;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads literals as the type that they are compared with. Nothing is converted silently. */
final class LiteralParser {

  /** Longest number; the digits that a decimal may have fit twice. */
  private static final int NUMBER_LENGTH_MAX = 256;

  /** Beyond it an exponent is refused, so that no number is ever written out for long. */
  private static final int MAGNITUDE_MAX = 400;

  /** Digits of a decimal on either side of the point, as {@link ValueTest} takes them. */
  private static final int DECIMAL_DIGITS_MAX = 100;

  private final TokenReader reader;

  LiteralParser(TokenReader reader) {
    this.reader = reader;
  }

  /** Reads a literal of {@code type}. */
  Object literal(ValueType type) {
    if (type.kind() == ValueType.Kind.GEO_POINT) {
      return point();
    }
    Object literal = literal(reader.peek(), type);
    reader.take();
    return literal;
  }

  /** The literal that {@code token} is, of a type whose literals are one token. */
  Object literal(Token token, ValueType type) {
    try {
      Object value =
          switch (type.kind()) {
            case BOOLEAN -> truth(token);
            case LONG -> Long.parseLong(number(token, type));
            case DOUBLE -> Double.parseDouble(number(token, type));
            case DECIMAL -> decimal(token, type);
            case STRING -> text(token, type);
            case DATE -> LocalDate.parse(text(token, type));
            case TIMESTAMP -> instant(token);
            case VERSION -> Version.parse(text(token, type));
            case STRING_SET, GEO_POINT -> throw reader.unexpected(token, describe(type));
          };
      return type.kind() == ValueType.Kind.DECIMAL ? value : ValueRules.canonical(type, value);
    } catch (NumberFormatException | DateTimeException e) {
      throw reader.unexpected(token, describe(type));
    } catch (InvalidValueException e) {
      throw e.rule() == InvalidValueException.Rule.MALFORMED
          ? reader.unexpected(token, describe(type))
          : reader.refused(token, String.valueOf(e.getMessage()));
    }
  }

  /** Reads literals in parentheses, perhaps none. */
  Set<Object> list(ValueType type) {
    Set<Object> literals = new LinkedHashSet<>();
    reader.expectSymbol("(");
    if (reader.acceptSymbol(")")) {
      return literals;
    }
    int count = 0;
    do {
      if (count++ == ValueTest.LITERALS_MAX) {
        throw reader.refused(
            reader.peek(), "a list may have at most " + ValueTest.LITERALS_MAX + " literals");
      }
      literals.add(literal(type));
    } while (reader.acceptSymbol(","));
    reader.expectSymbol(")");
    return literals;
  }

  /** Reads a text. */
  String text() {
    return (String) literal(ValueType.STRING);
  }

  /** Reads a whole number that is not negative. */
  long whole(String what) {
    Token token = reader.peek();
    if (token.kind() != Kind.NUMBER) {
      throw reader.unexpected(what);
    }
    long number;
    try {
      number = Long.parseLong(token.text());
    } catch (NumberFormatException e) {
      throw reader.unexpected(what);
    }
    if (number < 0) {
      throw reader.unexpected(what);
    }
    reader.take();
    return number;
  }

  /** Reads a number of any size that can be written out. */
  BigDecimal number(String what) {
    Token token = reader.peek();
    if (token.kind() != Kind.NUMBER) {
      throw reader.unexpected(what);
    }
    try {
      BigDecimal number = exact(token);
      reader.take();
      return number;
    } catch (NumberFormatException e) {
      throw reader.unexpected(what);
    }
  }

  /** Reads an instant. */
  Instant instant() {
    return (Instant) literal(ValueType.TIMESTAMP);
  }

  /** Reads the name of a time zone, or an offset from UTC. */
  ZoneId zone() {
    String what = "a time zone such as 'Asia/Kolkata'";
    Token token = reader.peek();
    if (token.kind() != Kind.STRING) {
      throw reader.unexpected(what);
    }
    try {
      ZoneId zone = ZoneId.of(token.text());
      reader.take();
      return zone;
    } catch (DateTimeException e) {
      throw reader.unexpected(what);
    }
  }

  /** Reads {@code in} and a time zone, if a text comes behind the word; or else it is UTC. */
  ZoneId zoneOrUtc() {
    if (reader.peek().isWord("in") && reader.peek(1).kind() == Kind.STRING) {
      reader.take();
      return zone();
    }
    return ZoneOffset.UTC;
  }

  /** Reads a point: latitude and longitude in parentheses. */
  GeoPoint point() {
    Token first = reader.peek();
    String what = describe(ValueType.GEO_POINT);
    if (!first.isSymbol("(")) {
      throw reader.unexpected(what);
    }
    reader.take();
    BigDecimal latitude = number("a latitude in degrees");
    reader.expectSymbol(",");
    BigDecimal longitude = number("a longitude in degrees");
    reader.expectSymbol(")");
    try {
      return new GeoPoint(latitude.doubleValue(), longitude.doubleValue());
    } catch (InvalidValueException e) {
      throw reader.refused(first, String.valueOf(e.getMessage()));
    }
  }

  private Boolean truth(Token token) {
    if (token.isWord("true") || token.isWord("false")) {
      return token.isWord("true");
    }
    throw reader.unexpected(token, describe(ValueType.BOOLEAN));
  }

  private String number(Token token, ValueType type) {
    if (token.kind() != Kind.NUMBER || token.text().length() > NUMBER_LENGTH_MAX) {
      throw reader.unexpected(token, describe(type));
    }
    return token.text();
  }

  private BigDecimal decimal(Token token, ValueType type) {
    number(token, type);
    BigDecimal decimal = exact(token).stripTrailingZeros();
    if (Math.abs((long) decimal.precision() - decimal.scale()) > DECIMAL_DIGITS_MAX
        || decimal.scale() > DECIMAL_DIGITS_MAX) {
      throw reader.refused(
          token,
          "a decimal literal may have at most "
              + DECIMAL_DIGITS_MAX
              + " digits on either side of the point");
    }
    return decimal;
  }

  private static BigDecimal exact(Token token) {
    if (token.text().length() > NUMBER_LENGTH_MAX) {
      throw new NumberFormatException("too long");
    }
    BigDecimal number = new BigDecimal(token.text());
    if (Math.abs((long) number.precision() - number.scale()) > MAGNITUDE_MAX
        || Math.abs((long) number.scale()) > MAGNITUDE_MAX) {
      throw new NumberFormatException("too large or too small");
    }
    return number;
  }

  private String text(Token token, ValueType type) {
    if (token.kind() != Kind.STRING) {
      throw reader.unexpected(token, describe(type));
    }
    return token.text();
  }

  /** An instant with its offset from UTC, or a date that stands for its first moment in UTC. */
  private Instant instant(Token token) {
    String text = text(token, ValueType.TIMESTAMP);
    boolean dateOnly = text.indexOf('T') < 0 && text.indexOf('t') < 0;
    Instant instant =
        dateOnly
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(text);
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      throw reader.refused(token, "an instant must be a whole millisecond");
    }
    return instant;
  }

  /** What a literal of {@code type} looks like. */
  private static String describe(ValueType type) {
    String example =
        switch (type.kind()) {
          case BOOLEAN -> "true or false";
          case LONG -> "a whole number";
          case DOUBLE, DECIMAL -> "a number";
          case STRING -> "a text in single quotes";
          case DATE -> "a date such as '2025-03-10'";
          case TIMESTAMP -> "an instant such as '2025-03-10T08:30:00Z'";
          case STRING_SET -> "texts";
          case GEO_POINT -> "a point such as (12.97, 77.59)";
          case VERSION -> "a version such as '2.11.0'";
        };
    return example + " (" + type + ")";
  }
}
