// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import dev.muster.schema.Property;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file that becomes a property of its events. Immutable.
 *
 * @param column its name in the header
 * @param property what it becomes
 */
public record PropertyColumn(String column, Property<?> property) {

  private static final Pattern DECIMAL_TYPE = Pattern.compile("decimal\\(([0-9]{1,2})\\)");

  /** What {@link Double#parseDouble} takes, less hexadecimals, suffixes, blanks and NaN. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,5})?");

  private static final int NUMBER_LENGTH_MAX = 400;

  /**
   * The column meant by {@code COLUMN:TYPE} or {@code COLUMN:TYPE:NAME}; without a name, the
   * property is called like the column. A column may have colons in its own name.
   *
   * @throws IllegalArgumentException if there is no type where one should be
   */
  public static PropertyColumn parse(String text) {
    List<String> parts = Arrays.asList(text.split(":", -1));
    int last = parts.size() - 1;
    if (last >= 2) {
      ValueType type = type(parts.get(last - 1));
      if (type != null) {
        String column = String.join(":", parts.subList(0, last - 1));
        return new PropertyColumn(column, Property.of(parts.get(last), type));
      }
    }
    ValueType type = last >= 1 ? type(parts.get(last)) : null;
    if (type == null) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not COLUMN:TYPE or COLUMN:TYPE:NAME with a TYPE of long, double, decimal(N),"
              + " string, boolean, date or timestamp");
    }
    String column = String.join(":", parts.subList(0, last));
    return new PropertyColumn(column, Property.of(column, type));
  }

  private static @Nullable ValueType type(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL_TYPE.matcher(lower);
    if (decimal.matches() && Integer.parseInt(decimal.group(1)) <= ValueType.SCALE_MAX) {
      return ValueType.decimal(Integer.parseInt(decimal.group(1)));
    }
    return switch (lower) {
      case "long" -> ValueType.LONG;
      case "double" -> ValueType.DOUBLE;
      case "string" -> ValueType.STRING;
      case "boolean" -> ValueType.BOOLEAN;
      case "date" -> ValueType.DATE;
      case "timestamp" -> ValueType.TIMESTAMP;
      default -> null;
    };
  }

  /** The value that {@code text} means, in canonical form. */
  Object value(String text) throws MalformedLineException {
    try {
      return ValueRules.canonical(property.type(), parsed(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedLineException(
          "column '"
              + column
              + "' should be "
              + property.type()
              + ", found "
              + ValueRules.describe(text).replaceFirst("^String ", ""));
    }
  }

  private Object parsed(String text) {
    return switch (property.type().kind()) {
      case LONG -> Long.parseLong(text);
      case DOUBLE -> Double.parseDouble(number(text));
      case DECIMAL -> new BigDecimal(number(text));
      case BOOLEAN -> truth(text);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> TimeText.ISO.parse(text);
      case STRING, STRING_SET, GEO_POINT, VERSION -> text;
    };
  }

  private static String number(String text) {
    if (text.length() > NUMBER_LENGTH_MAX || !NUMBER.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
