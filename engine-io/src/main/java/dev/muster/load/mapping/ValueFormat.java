// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import dev.muster.value.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes values. Immutable; begin with {@link #DEFAULT}.
 *
 * @param times how it writes times and dates
 * @param separator what stands between the members of a set in a text; null if only lists are sets
 * @param trueText the text of true, in any case
 * @param falseText the text of false, in any case
 */
public record ValueFormat(
    TimeFormat times, @Nullable String separator, String trueText, String falseText) {

  /** ISO dates and times, {@code true} and {@code false}, sets as lists only. */
  public static final ValueFormat DEFAULT = new ValueFormat(TimeFormat.ISO, null, "true", "false");

  public ValueFormat {
    Objects.requireNonNull(times, "times");
    if (separator != null && separator.isEmpty()) {
      throw new IllegalArgumentException("the separator of a set must not be empty");
    }
    if (trueText.isEmpty() || falseText.isEmpty() || trueText.equalsIgnoreCase(falseText)) {
      throw new IllegalArgumentException(
          "true and false must have two different texts, found '"
              + trueText
              + "' and '"
              + falseText
              + "'");
    }
  }

  /** Times and dates like this. */
  public static ValueFormat times(TimeFormat format) {
    return new ValueFormat(format, null, DEFAULT.trueText, DEFAULT.falseText);
  }

  /** Sets as texts with {@code separator} between members, which are not trimmed. */
  public static ValueFormat separated(String separator) {
    return new ValueFormat(
        TimeFormat.ISO,
        Objects.requireNonNull(separator, "separator"),
        DEFAULT.trueText,
        DEFAULT.falseText);
  }

  /** Booleans as these two texts, in any case. */
  public static ValueFormat booleans(String trueText, String falseText) {
    return new ValueFormat(TimeFormat.ISO, null, trueText, falseText);
  }

  /**
   * What {@code raw} is as a value of {@code type}, in canonical form.
   *
   * @param raw as a record source shows it
   * @throws ConversionException if it is none, or would lose something
   */
  public Object value(ValueType type, Object raw) throws ConversionException {
    return Conversion.of(type, this, raw);
  }

  /**
   * The point of two values in degrees, each as a record source shows it, or null if missing.
   *
   * @throws ConversionException if they are none, or only one is there
   */
  public static Object point(@Nullable Object latitude, @Nullable Object longitude)
      throws ConversionException {
    if (latitude == null || longitude == null) {
      throw new ConversionException("only one of latitude and longitude is there");
    }
    return Conversion.point(latitude, longitude);
  }
}
