// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import dev.muster.value.ValueType;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that becomes an attribute or a property, as one writes it on a command line: {@code
 * COLUMN:TYPE} or {@code COLUMN:TYPE:NAME}. Immutable.
 *
 * @param mapping what it says, with its type
 */
public record ColumnSpec(ValueMapping mapping) {

  /** What a message tells of types. */
  private static final String TYPES =
      "long, double, decimal(N), string, boolean, boolean(YES,NO), date, date(PATTERN), timestamp,"
          + " timestamp(s|ms|us|PATTERN), set, set(SEPARATOR), geo, geo(LONGITUDE_COLUMN) or version";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<column>.+?):(?<type>long|double|decimal|string|boolean|date|timestamp|set|geo|version)"
              + "(?:\\((?<argument>.+)\\))?(?::(?<name>[^:]+))?",
          Pattern.CASE_INSENSITIVE);

  /**
   * What {@code text} says. Without a name, the attribute or property is called like the column. A
   * column may have colons in its own name. Types take an argument in parentheses:
   *
   * <ul>
   *   <li>{@code decimal(2)}: digits after the point;
   *   <li>{@code boolean(yes,no)}: the texts of true and false;
   *   <li>{@code date(dd.MM.yyyy)}, {@code timestamp(dd.MM.yyyy HH:mm)}: how they are written;
   *       {@code timestamp(s)}, {@code (ms)}, {@code (us)}: what numbers since 1970 count;
   *   <li>{@code set(;)}: what stands between members;
   *   <li>{@code geo(lon)}: the column of the longitude, if the point is in two.
   * </ul>
   *
   * @throws IllegalArgumentException if there is no type where one should be, or a wrong argument
   */
  public static ColumnSpec parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw refused(text);
    }
    String column = matcher.group("column");
    String name = matcher.group("name");
    String argument = matcher.group("argument");
    String kind = matcher.group("type").toLowerCase(Locale.ROOT);
    ValueType type = type(kind, argument, text);
    String longitude = kind.equals("geo") ? argument : null;
    try {
      return new ColumnSpec(
          new ValueMapping(
              column, longitude, name == null ? column : name, type, format(kind, argument)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
    }
  }

  private static ValueType type(String kind, @Nullable String argument, String text) {
    if (kind.equals("decimal")) {
      return decimal(argument, text);
    }
    ValueType type =
        switch (kind) {
          case "long" -> ValueType.LONG;
          case "double" -> ValueType.DOUBLE;
          case "string" -> ValueType.STRING;
          case "boolean" -> ValueType.BOOLEAN;
          case "date" -> ValueType.DATE;
          case "timestamp" -> ValueType.TIMESTAMP;
          case "set" -> ValueType.STRING_SET;
          case "geo" -> ValueType.GEO_POINT;
          default -> ValueType.VERSION;
        };
    boolean takesArgument =
        switch (type.kind()) {
          case BOOLEAN, DATE, TIMESTAMP, STRING_SET, GEO_POINT -> true;
          case LONG, DOUBLE, DECIMAL, STRING, VERSION -> false;
        };
    if (argument != null && !takesArgument) {
      throw refused(text);
    }
    return type;
  }

  private static ValueType decimal(@Nullable String argument, String text) {
    if (argument == null || !argument.matches("[0-9]{1,2}")) {
      throw refused(text);
    }
    int scale = Integer.parseInt(argument);
    if (scale > ValueType.SCALE_MAX) {
      throw refused(text);
    }
    return ValueType.decimal(scale);
  }

  private static ValueFormat format(String kind, @Nullable String argument) {
    if (argument == null) {
      return ValueFormat.DEFAULT;
    }
    return switch (kind) {
      case "boolean" -> booleans(argument);
      case "date" -> ValueFormat.times(TimeFormat.pattern(argument));
      case "timestamp" -> ValueFormat.times(times(argument));
      case "set" -> ValueFormat.separated(argument);
      default -> ValueFormat.DEFAULT;
    };
  }

  private static ValueFormat booleans(String argument) {
    String[] texts = argument.split(",", -1);
    if (texts.length != 2) {
      throw new IllegalArgumentException("boolean takes two texts, found '" + argument + "'");
    }
    return ValueFormat.booleans(texts[0], texts[1]);
  }

  /** {@code s}, {@code ms}, {@code us}, or a pattern. */
  private static TimeFormat times(String argument) {
    return switch (argument) {
      case "s" -> TimeFormat.epochSeconds();
      case "ms" -> TimeFormat.epochMillis();
      case "us" -> TimeFormat.epochMicros();
      default -> TimeFormat.pattern(argument);
    };
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not COLUMN:TYPE or COLUMN:TYPE:NAME with a TYPE of " + TYPES);
  }
}
