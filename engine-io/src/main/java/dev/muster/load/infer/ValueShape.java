// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.load.mapping.ConversionException;
import dev.muster.load.mapping.TimeFormat;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** What a single value looks like. Every value has exactly one shape. */
enum ValueShape {
  BOOLEAN("true or false"),
  INTEGER("integer"),
  /** Digits that would lose something as a number: a postal code, a telephone number. */
  PADDED_DIGITS("digits with a leading zero or plus"),
  DECIMAL("decimal"),
  FLOAT("floating-point number"),
  /** No type of numbers holds it, so it stays the digits that it is. */
  HUGE("number beyond all types of numbers"),
  DATE("ISO date"),
  LOCAL_TIME("ISO date-time without offset"),
  TIME("ISO date-time"),
  VERSION("version"),
  POINT("latitude,longitude"),
  TEXT("text"),
  TEXT_LIST("list of texts"),
  OTHER("list or object");

  private static final ValueFormat UTC = ValueFormat.times(TimeFormat.iso(ZoneOffset.UTC));

  private static final Pattern INTEGER_FORM = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern PADDED_FORM = Pattern.compile("\\+[0-9]+|-?0[0-9]+");
  private static final Pattern DECIMAL_FORM =
      Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");
  private static final Pattern FLOAT_FORM =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?[eE][+-]?[0-9]{1,3}");
  private static final Pattern DATE_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME_FORM =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(.*)");
  private static final Pattern VERSION_FORM = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+([-+].*)?");
  private static final Pattern POINT_FORM =
      Pattern.compile("-?[0-9]{1,2}\\.[0-9]+, ?-?[0-9]{1,3}\\.[0-9]+");

  private final String words;

  ValueShape(String words) {
    this.words = words;
  }

  /** What it is called in an explanation. */
  String words() {
    return words;
  }

  /** The shape of {@code raw}, as a record source shows it. */
  static ValueShape of(Object raw) {
    if (raw instanceof String text) {
      return ofText(text);
    }
    if (raw instanceof Boolean) {
      return BOOLEAN;
    }
    if (raw instanceof Long || raw instanceof BigInteger) {
      return converts(ValueType.LONG, raw) ? INTEGER : HUGE;
    }
    if (raw instanceof BigDecimal decimal) {
      return decimal.scale() > 0 && decimal.scale() <= 18 && decimal.precision() <= 18
          ? DECIMAL
          : converts(ValueType.DOUBLE, raw) ? FLOAT : HUGE;
    }
    if (raw instanceof Double) {
      return FLOAT;
    }
    if (raw instanceof LocalDate) {
      return DATE;
    }
    if (raw instanceof LocalDateTime) {
      return LOCAL_TIME;
    }
    if (raw instanceof Instant) {
      return TIME;
    }
    return raw instanceof List<?> && converts(ValueType.STRING_SET, raw) ? TEXT_LIST : OTHER;
  }

  private static ValueShape ofText(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return BOOLEAN;
    }
    char first = text.charAt(0);
    if ((first < '0' || first > '9') && first != '-' && first != '+') {
      return TEXT;
    }
    if (INTEGER_FORM.matcher(text).matches()) {
      return converts(ValueType.LONG, text) ? INTEGER : TEXT;
    }
    if (PADDED_FORM.matcher(text).matches()) {
      return PADDED_DIGITS;
    }
    if (DECIMAL_FORM.matcher(text).matches()) {
      return text.length() <= 19 ? DECIMAL : FLOAT;
    }
    if (FLOAT_FORM.matcher(text).matches()) {
      return converts(ValueType.DOUBLE, text) ? FLOAT : TEXT;
    }
    if (DATE_FORM.matcher(text).matches()) {
      return converts(ValueType.DATE, text) ? DATE : TEXT;
    }
    if (TIME_FORM.matcher(text).matches()) {
      return converts(ValueType.TIMESTAMP, text)
          ? TIME
          : converts(UTC, ValueType.TIMESTAMP, text) ? LOCAL_TIME : TEXT;
    }
    if (VERSION_FORM.matcher(text).matches() && converts(ValueType.VERSION, text)) {
      return VERSION;
    }
    return POINT_FORM.matcher(text).matches() && converts(ValueType.GEO_POINT, text) ? POINT : TEXT;
  }

  private static boolean converts(ValueType type, Object raw) {
    return converts(ValueFormat.DEFAULT, type, raw);
  }

  private static boolean converts(ValueFormat format, ValueType type, Object raw) {
    try {
      format.value(type, raw);
      return true;
    } catch (ConversionException e) {
      return false;
    }
  }
}
