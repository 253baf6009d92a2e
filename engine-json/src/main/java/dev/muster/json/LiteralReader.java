// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.ValueTest;
import dev.muster.value.GeoPoint;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads literals as the type that they are compared with. Nothing is converted silently, except
 * that LONG and DECIMAL may be texts, since many a program keeps numbers in 53 bits.
 */
final class LiteralReader {

  /** Longest number; the digits that a decimal may have fit twice. */
  private static final int NUMBER_LENGTH_MAX = 256;

  /** Digits of a decimal on either side of the point, as {@link ValueTest} takes them. */
  private static final int DECIMAL_DIGITS_MAX = 100;

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final JsonSource source;

  LiteralReader(JsonSource source) {
    this.source = source;
  }

  /** A literal of {@code type}. */
  Object literal(JsonValue value, ValueType type) {
    try {
      Object literal =
          switch (type.kind()) {
            case BOOLEAN -> truth(value, describe(type));
            case LONG -> Long.parseLong(number(value, type, WHOLE));
            case DOUBLE -> Double.parseDouble(number(value, type, NUMBER));
            case DECIMAL -> decimal(value, type);
            case STRING -> text(value, describe(type));
            case DATE -> LocalDate.parse(text(value, describe(type)));
            case TIMESTAMP -> instant(value, describe(type));
            case VERSION -> Version.parse(text(value, describe(type)));
            case GEO_POINT -> point(value);
            case STRING_SET -> throw source.unexpected(value, describe(type));
          };
      return type.kind() == ValueType.Kind.DECIMAL ? literal : ValueRules.canonical(type, literal);
    } catch (NumberFormatException | DateTimeException e) {
      throw source.unexpected(value, describe(type));
    } catch (InvalidValueException e) {
      throw e.rule() == InvalidValueException.Rule.MALFORMED
          ? source.unexpected(value, describe(type))
          : source.refused(value, String.valueOf(e.getMessage()));
    }
  }

  /** An array of literals, perhaps of none. */
  Set<Object> list(JsonValue value, ValueType type) {
    List<JsonValue> elements = array(value, "an array of literals (" + type + ")");
    if (elements.size() > ValueTest.LITERALS_MAX) {
      throw source.refused(
          value, "a list may have at most " + ValueTest.LITERALS_MAX + " literals");
    }
    Set<Object> literals = new LinkedHashSet<>();
    elements.forEach(element -> literals.add(literal(element, type)));
    return literals;
  }

  /** The elements of an array. */
  List<JsonValue> array(JsonValue value, String what) {
    if (value instanceof JsonValue.ArrayValue array) {
      return array.elements();
    }
    throw source.unexpected(value, what);
  }

  /** The elements of an array of two. */
  List<JsonValue> pair(JsonValue value, String what) {
    List<JsonValue> elements = array(value, what);
    if (elements.size() != 2) {
      throw source.unexpected(value, what);
    }
    return elements;
  }

  /** A text. */
  String text(JsonValue value, String what) {
    if (value instanceof JsonValue.TextValue text) {
      return text.text();
    }
    throw source.unexpected(value, what);
  }

  /** A text as values may be. */
  String text(JsonValue value) {
    return (String) literal(value, ValueType.STRING);
  }

  /** {@code true} or {@code false}. */
  boolean truth(JsonValue value, String what) {
    if (value instanceof JsonValue.TruthValue truth) {
      return truth.truth();
    }
    throw source.unexpected(value, what);
  }

  /** A number without fraction and exponent, in [0, {@code max}]. */
  int whole(JsonValue value, String what, int max) {
    boolean digits =
        value instanceof JsonValue.NumberValue number && WHOLE.matcher(number.text()).matches();
    if (!digits) {
      throw source.unexpected(value, what + " (a whole number)");
    }
    String text = ((JsonValue.NumberValue) value).text();
    long number = text.length() > 11 ? Long.MAX_VALUE : Long.parseLong(text);
    if (number < 0 || number > max) {
      throw source.refused(
          value, what + " must be in [0, " + max + "], found " + JsonSource.shorten(text));
    }
    return (int) number;
  }

  /** A duration of whole milliseconds, at most as long as a window may be. */
  Duration duration(JsonValue value) {
    Duration duration =
        value instanceof JsonValue.TextValue text ? DurationText.parse(text.text()) : null;
    if (duration == null) {
      throw source.unexpected(
          value,
          "a duration such as \"P30D\" or \"PT12H\", in weeks or in days, hours, minutes and"
              + " seconds, to the millisecond, and at most 365000 days long");
    }
    return duration;
  }

  /** An instant. */
  Instant instant(JsonValue value) {
    return (Instant) literal(value, ValueType.TIMESTAMP);
  }

  /** The name of a time zone, or an offset from UTC. */
  ZoneId zone(JsonValue value) {
    String what = "a time zone such as \"Asia/Kolkata\"";
    try {
      return ZoneId.of(text(value, what));
    } catch (DateTimeException e) {
      throw source.unexpected(value, what);
    }
  }

  /** The zone that {@code members} name; UTC if they name none. */
  ZoneId zoneOrUtc(Members members) {
    JsonValue zone = members.find("zone");
    return zone == null ? ZoneOffset.UTC : zone(zone);
  }

  /** A point: an object with latitude and longitude. */
  GeoPoint point(JsonValue value) {
    Members members = new Members(source, value, describe(ValueType.GEO_POINT));
    double latitude = (Double) literal(members.require("lat"), ValueType.DOUBLE);
    double longitude = (Double) literal(members.require("lon"), ValueType.DOUBLE);
    members.end();
    return source.made(value, () -> new GeoPoint(latitude, longitude));
  }

  /** A number that has no sign of its own: a distance, as it is written. */
  double distance(JsonValue value) {
    return Double.parseDouble(numeral(value, "a distance in metres", NUMBER, false));
  }

  private String number(JsonValue value, ValueType type, Pattern form) {
    return numeral(value, describe(type), form, type.kind() != ValueType.Kind.DOUBLE);
  }

  private String numeral(JsonValue value, String what, Pattern form, boolean alsoText) {
    String text;
    if (value instanceof JsonValue.NumberValue number) {
      text = number.text();
    } else if (alsoText && value instanceof JsonValue.TextValue quoted) {
      text = quoted.text();
    } else {
      throw source.unexpected(value, what);
    }
    if (text.length() > NUMBER_LENGTH_MAX || !form.matcher(text).matches()) {
      throw source.unexpected(value, what);
    }
    return text;
  }

  private BigDecimal decimal(JsonValue value, ValueType type) {
    BigDecimal decimal = new BigDecimal(number(value, type, NUMBER)).stripTrailingZeros();
    // Compared before anything is written out: 1e999999999 is a number, too.
    if (Math.abs((long) decimal.precision() - decimal.scale()) > DECIMAL_DIGITS_MAX
        || decimal.scale() > DECIMAL_DIGITS_MAX) {
      throw source.refused(
          value,
          "a decimal literal may have at most "
              + DECIMAL_DIGITS_MAX
              + " digits on either side of the point");
    }
    return decimal;
  }

  /** An instant with its offset from UTC, or a date that stands for its first moment in UTC. */
  private Instant instant(JsonValue value, String what) {
    String text = text(value, what);
    boolean dateOnly = text.indexOf('T') < 0 && text.indexOf('t') < 0;
    Instant instant =
        dateOnly
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(text);
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      throw source.refused(value, "an instant must be a whole millisecond");
    }
    return instant;
  }

  /** What a literal of {@code type} looks like. */
  private static String describe(ValueType type) {
    String example =
        switch (type.kind()) {
          case BOOLEAN -> "true or false";
          case LONG -> "a whole number, or a text with one";
          case DOUBLE -> "a number";
          case DECIMAL -> "a number, or a text with one";
          case STRING -> "a text";
          case DATE -> "a date such as \"2025-03-10\"";
          case TIMESTAMP -> "an instant such as \"2025-03-10T08:30:00Z\"";
          case STRING_SET -> "texts";
          case GEO_POINT -> "a point such as {\"lat\":12.97,\"lon\":77.59}";
          case VERSION -> "a version such as \"2.11.0\"";
        };
    return example + " (" + type + ")";
  }
}
