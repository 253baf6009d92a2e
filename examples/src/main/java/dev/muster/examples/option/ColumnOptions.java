// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.load.mapping.ColumnSpec;
import dev.muster.load.mapping.TimeFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a file keeps who and when. */
public class ColumnOptions {

  /** For options that take a column with its type. */
  public static final String COLUMN_LABEL = "COLUMN:TYPE[:NAME]";

  @Option(names = "--id", paramLabel = "COLUMN", description = "Column of the profile id.")
  private @Nullable String id;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Column of the event time: an ISO date (midnight UTC), an ISO date-time with an offset,"
              + " or epoch milliseconds.")
  private @Nullable String time;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "How times are written, if not so: dd.MM.yyyy HH:mm, for example; or s, ms or us since"
              + " 1970.")
  private @Nullable String timeFormat;

  /** The column of the identifier, or null. */
  public @Nullable String id() {
    return id;
  }

  /** The column of the time, or null. */
  public @Nullable String time() {
    return time;
  }

  /**
   * How times are written.
   *
   * @throws IllegalArgumentException if the pattern is none
   */
  public TimeFormat times() {
    if (timeFormat == null) {
      return TimeFormat.ISO;
    }
    return switch (timeFormat) {
      case "s" -> TimeFormat.epochSeconds();
      case "ms" -> TimeFormat.epochMillis();
      case "us" -> TimeFormat.epochMicros();
      default -> TimeFormat.pattern(timeFormat);
    };
  }

  /** Which options that only mean something with a file were given. */
  protected Map<String, Boolean> givenByName() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--id", id != null);
    given.put("--time", time != null);
    given.put("--time-format", timeFormat != null);
    return given;
  }

  /** The name of an option that only means something with a file and was given, or null. */
  public @Nullable String given() {
    return givenByName().entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Reads {@code COLUMN:TYPE[:NAME]}. */
  public static final class ColumnConverter implements ITypeConverter<ColumnSpec> {
    @Override
    public ColumnSpec convert(String text) {
      try {
        return ColumnSpec.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
