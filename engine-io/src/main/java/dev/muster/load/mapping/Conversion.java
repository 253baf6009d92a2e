// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import dev.muster.value.GeoPoint;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes typed values of what records hold. Only what loses nothing and cannot be misread is
 * converted; a double becomes the decimal that it prints as.
 */
final class Conversion {

  /** What {@link Double#parseDouble} takes, less hexadecimals, suffixes, blanks and NaN. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,5})?");

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");

  private static final int NUMBER_LENGTH_MAX = 400;

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

  /** Below, every integer has a double of its own. */
  private static final double EXACT_DOUBLE_END = 1L << 53;

  private Conversion() {}

  /** {@code raw} as a value of {@code type}, in canonical form. */
  static Object of(ValueType type, ValueFormat format, Object raw) throws ConversionException {
    try {
      Object value = value(type, format, raw);
      if (value != null) {
        return ValueRules.canonical(type, value);
      }
    } catch (InvalidValueException e) {
      if (e.rule() == InvalidValueException.Rule.TOO_LARGE
          || e.rule() == InvalidValueException.Rule.NOT_UNICODE) {
        // What is wrong is not to be seen in a shortened text.
        throw new ConversionException(String.valueOf(e.getMessage()));
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      // Told below, in the same words for all of them.
    }
    throw new ConversionException("should be " + type + ", found " + shown(raw));
  }

  /** A point of two values. */
  static Object point(Object latitude, Object longitude) throws ConversionException {
    try {
      return new GeoPoint(decimal(latitude).doubleValue(), decimal(longitude).doubleValue());
    } catch (InvalidValueException | NumberFormatException e) {
      throw new ConversionException(
          "should be GEO_POINT, found " + shown(latitude) + " and " + shown(longitude));
    }
  }

  /** {@code raw} as text, if it has one: of a number its digits, as they are in the file. */
  static @Nullable String text(Object raw) {
    if (raw instanceof String text) {
      return text;
    }
    return raw instanceof Long
            || raw instanceof BigInteger
            || raw instanceof BigDecimal
            || raw instanceof Boolean
        ? raw.toString()
        : null;
  }

  /** A short text of {@code raw} for messages. */
  static String shown(Object raw) {
    String text = String.valueOf(raw);
    if (text.length() > 60) {
      text = text.substring(0, 57) + "...";
    }
    return raw instanceof String ? "\"" + text + "\"" : text;
  }

  /** A value that {@link ValueRules} may still refuse, or null if there is none. */
  private static @Nullable Object value(ValueType type, ValueFormat format, Object raw) {
    return switch (type.kind()) {
      case BOOLEAN -> truth(format, raw);
      case LONG -> integer(raw);
      case DOUBLE -> doubleValue(raw);
      case DECIMAL -> decimal(raw);
      case STRING -> text(raw);
      case DATE -> raw instanceof String text ? format.times().date(text) : date(raw);
      case TIMESTAMP -> instant(format.times(), raw);
      case STRING_SET -> set(format.separator(), raw);
      case GEO_POINT -> raw instanceof String text ? point(text) : point(raw);
      case VERSION -> raw instanceof String text ? Version.parse(text) : null;
    };
  }

  private static @Nullable Object truth(ValueFormat format, Object raw) {
    if (raw instanceof String text) {
      boolean isTrue = text.equalsIgnoreCase(format.trueText());
      return isTrue || text.equalsIgnoreCase(format.falseText()) ? isTrue : null;
    }
    return raw instanceof Boolean ? raw : null;
  }

  private static @Nullable Object integer(Object raw) {
    if (raw instanceof String text) {
      return INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
    }
    if (raw instanceof BigInteger big) {
      return big.longValueExact();
    }
    return raw instanceof Long ? raw : null;
  }

  private static @Nullable Object doubleValue(Object raw) {
    if (raw instanceof String text) {
      String number = number(text);
      double found = Double.parseDouble(number);
      // Those of up to 15 digits are exact anyway.
      return number.length() > 15 && WHOLE.matcher(number).matches() && !isExact(found)
          ? null
          : (Double) found;
    }
    if (raw instanceof Long whole) {
      return isExact(whole.doubleValue()) ? whole.doubleValue() : null;
    }
    if (raw instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    return raw instanceof Double ? raw : null;
  }

  /** Whether no other integer becomes {@code whole}. */
  private static boolean isExact(double whole) {
    return Math.abs(whole) < EXACT_DOUBLE_END;
  }

  private static BigDecimal decimal(Object raw) {
    if (raw instanceof String text) {
      return new BigDecimal(number(text));
    }
    if (raw instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (raw instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    if (raw instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    }
    if (raw instanceof BigDecimal decimal) {
      return decimal;
    }
    throw new NumberFormatException();
  }

  private static String number(String text) {
    if (text.length() > NUMBER_LENGTH_MAX || !NUMBER.matcher(text).matches()) {
      throw new NumberFormatException();
    }
    return text;
  }

  private static @Nullable Object date(Object raw) {
    return raw instanceof LocalDate ? raw : null;
  }

  private static @Nullable Instant instant(TimeFormat times, Object raw) {
    if (raw instanceof String text) {
      return times.instant(text);
    }
    if (raw instanceof Instant instant) {
      return instant;
    }
    if (raw instanceof LocalDate || raw instanceof LocalDateTime) {
      return times.instant((TemporalAccessor) raw);
    }
    return raw instanceof Long || raw instanceof BigDecimal ? times.ofNumber(decimal(raw)) : null;
  }

  private static @Nullable Set<String> set(@Nullable String separator, Object raw) {
    if (raw instanceof String text) {
      return separator == null ? null : split(text, separator);
    }
    if (!(raw instanceof List<?> members)) {
      return null;
    }
    Set<String> set = new LinkedHashSet<>();
    for (Object member : members) {
      String text = member == null ? null : text(member);
      if (text == null) {
        return null;
      }
      set.add(text);
    }
    return set;
  }

  private static Set<String> split(String text, String separator) {
    Set<String> set = new LinkedHashSet<>();
    int from = 0;
    for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
      set.add(text.substring(from, to));
      from = to + separator.length();
    }
    set.add(text.substring(from));
    // "a;;b" has no empty member.
    set.remove("");
    return set;
  }

  private static @Nullable Object point(String text) {
    int comma = text.indexOf(',');
    return comma < 0
        ? null
        : new GeoPoint(
            decimal(text.substring(0, comma).strip()).doubleValue(),
            decimal(text.substring(comma + 1).strip()).doubleValue());
  }

  /** An object with the two fields by their usual names; a list does not say which is which. */
  private static @Nullable Object point(Object raw) {
    if (raw instanceof Map<?, ?> map && map.size() == 2) {
      Object latitude = map.containsKey("lat") ? map.get("lat") : map.get("latitude");
      Object longitude = map.containsKey("lon") ? map.get("lon") : map.get("longitude");
      if (latitude != null && longitude != null) {
        return new GeoPoint(decimal(latitude).doubleValue(), decimal(longitude).doubleValue());
      }
    }
    return null;
  }
}
