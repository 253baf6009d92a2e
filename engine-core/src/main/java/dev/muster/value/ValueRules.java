// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import dev.muster.value.InvalidValueException.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each type accepts, and the one canonical form it is kept in.
 *
 * <p>Only conversions that lose nothing and cannot be misread are made: a smaller integer class
 * becomes {@code Long}, {@code Float} becomes {@code Double}, an integer becomes a decimal, {@code
 * -0.0} becomes {@code 0.0}, and an instant is cut to its millisecond. Everything else is refused
 * with an {@link InvalidValueException}.
 */
public final class ValueRules {

  /** Longest text, in UTF-16 units: long enough for any attribute, short enough for a journal. */
  public static final int TEXT_LENGTH_MAX = 32_768;

  /** Most members of one set. */
  public static final int SET_SIZE_MAX = 4_096;

  /** First and last day that fit; far beyond any business, and their arithmetic cannot overflow. */
  public static final LocalDate DATE_MIN = LocalDate.of(-9999, 1, 1);

  public static final LocalDate DATE_MAX = LocalDate.of(9999, 12, 31);

  /** First and last instant that fit. */
  public static final Instant INSTANT_MIN = Instant.parse("-9999-01-01T00:00:00Z");

  public static final Instant INSTANT_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

  private ValueRules() {}

  /**
   * The canonical form of {@code value} as a value of {@code type}: the class that {@link
   * ValueType.Kind#javaClass()} tells, decimals with exactly the type's scale, sets immutable.
   *
   * @throws InvalidValueException if the type does not accept the value
   */
  public static Object canonical(ValueType type, @Nullable Object value) {
    if (value == null) {
      throw new InvalidValueException(
          Rule.WRONG_TYPE, "expected " + type + ", found null: a missing value is unset, not null");
    }
    return switch (type.kind()) {
      case BOOLEAN -> value instanceof Boolean ? value : refuse(type, value);
      case LONG -> longValue(type, value);
      case DOUBLE -> doubleValue(type, value);
      case DECIMAL -> decimalValue(type, value);
      case STRING -> value instanceof String text ? text(text) : refuse(type, value);
      case DATE -> value instanceof LocalDate date ? date(date) : refuse(type, value);
      case TIMESTAMP -> value instanceof Instant instant ? instant(instant) : refuse(type, value);
      case STRING_SET -> value instanceof Set<?> set ? set(type, set) : refuse(type, value);
      case GEO_POINT -> value instanceof GeoPoint ? value : refuse(type, value);
      case VERSION -> value instanceof Version ? value : refuse(type, value);
    };
  }

  private static Object longValue(ValueType type, Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return refuse(type, value);
  }

  private static Object doubleValue(ValueType type, Object value) {
    if (!(value instanceof Double) && !(value instanceof Float)) {
      return refuse(type, value);
    }
    double number = ((Number) value).doubleValue();
    if (!Double.isFinite(number)) {
      throw new InvalidValueException(Rule.NOT_FINITE, "expected a finite DOUBLE, found " + number);
    }
    // Adding positive zero turns -0.0 into 0.0 and leaves every other number alone.
    return number + 0.0;
  }

  private static Object decimalValue(ValueType type, Object value) {
    BigDecimal decimal;
    if (value instanceof BigDecimal found) {
      decimal = found;
    } else if (value instanceof Long || value instanceof Integer) {
      decimal = BigDecimal.valueOf(((Number) value).longValue());
    } else {
      return refuse(type, value);
    }
    // Compared before any rescaling: 1E+999999999 must not be written out.
    if (decimal.signum() != 0
        && (long) decimal.precision() - decimal.scale() + type.scale() > 19L) {
      throw outOfRange(type, decimal);
    }
    // Stripped before rescaling, too: 0E-999999999 has no digits to lose but many to write out.
    BigDecimal stripped = decimal.stripTrailingZeros();
    if (stripped.scale() > type.scale()) {
      throw new InvalidValueException(
          Rule.OUT_OF_RANGE,
          "expected at most " + type.scale() + " digits after the point, found " + decimal);
    }
    BigDecimal scaled = stripped.setScale(type.scale(), RoundingMode.UNNECESSARY);
    if (scaled.unscaledValue().bitLength() > 63) {
      throw outOfRange(type, decimal);
    }
    return scaled;
  }

  private static InvalidValueException outOfRange(ValueType type, Object value) {
    return new InvalidValueException(
        Rule.OUT_OF_RANGE, "expected a " + type + " that fits in 64 bits, found " + value);
  }

  /** {@code text} itself, if it is whole Unicode and not too long. */
  public static String text(String text) {
    if (text.length() > TEXT_LENGTH_MAX) {
      throw new InvalidValueException(
          Rule.TOO_LARGE,
          "text length must be in [0, " + TEXT_LENGTH_MAX + "], length=" + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new InvalidValueException(
              Rule.NOT_UNICODE, "text has half a surrogate pair at index " + i);
        }
        i++;
      }
    }
    return text;
  }

  private static LocalDate date(LocalDate date) {
    if (date.isBefore(DATE_MIN) || date.isAfter(DATE_MAX)) {
      throw new InvalidValueException(
          Rule.OUT_OF_RANGE, "expected a DATE in [-9999-01-01, 9999-12-31], found " + date);
    }
    return date;
  }

  /** {@code instant} cut to its millisecond, if it lies in the years -9999 to 9999. */
  public static Instant instant(Instant instant) {
    if (instant.isBefore(INSTANT_MIN) || instant.isAfter(INSTANT_MAX)) {
      throw new InvalidValueException(
          Rule.OUT_OF_RANGE, "expected a TIMESTAMP in the years -9999 to 9999, found " + instant);
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Set<String> set(ValueType type, Set<?> members) {
    if (members.size() > SET_SIZE_MAX) {
      throw new InvalidValueException(
          Rule.TOO_LARGE, "set size must be in [0, " + SET_SIZE_MAX + "], size=" + members.size());
    }
    Set<String> copy = new LinkedHashSet<>(members.size() * 2);
    for (Object member : members) {
      if (!(member instanceof String string)) {
        throw new InvalidValueException(
            Rule.WRONG_TYPE,
            "expected " + type + ", found a set with the member " + describe(member));
      }
      copy.add(text(string));
    }
    return Set.copyOf(copy);
  }

  private static Object refuse(ValueType type, Object value) {
    throw new InvalidValueException(
        Rule.WRONG_TYPE, "expected " + type + ", found " + describe(value));
  }

  /** Class and shortened text of a value, for messages: {@code String "31"}. */
  public static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    String text = String.valueOf(value);
    if (text.length() > 60) {
      text = text.substring(0, 57) + "...";
    }
    return value.getClass().getSimpleName() + " \"" + text + "\"";
  }
}
