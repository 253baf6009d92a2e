// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.load.mapping.ColumnSpec;
import dev.muster.load.mapping.TimeFormat;
import dev.muster.load.text.CsvSource;
import java.nio.file.Path;
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

  @Option(
      names = "--separator",
      paramLabel = "CHAR",
      converter = CharacterConverter.class,
      description = "What stands between the fields of CSV: ';', for example, or tab (a comma).")
  private @Nullable Character separator;

  @Option(
      names = "--quote",
      paramLabel = "CHAR",
      converter = CharacterConverter.class,
      description = "What quoted fields of CSV stand in (a double quote).")
  private @Nullable Character quote;

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

  /**
   * How a CSV file is written.
   *
   * @throws IllegalArgumentException if nothing could tell fields from quotes
   */
  public CsvSource.Builder csv(Path file) {
    char between = separator == null ? ',' : separator;
    char around = quote == null ? '"' : quote;
    if (between == around) {
      throw new IllegalArgumentException(
          "--separator and --quote must be different characters, both are '" + around + "'");
    }
    return CsvSource.builder(file).separator(between).quote(around);
  }

  /** What stands between fields, or null if it is the usual one. */
  protected @Nullable Character separator() {
    return separator;
  }

  /** What quotes fields, or null if it is the usual one. */
  protected @Nullable Character quote() {
    return quote;
  }

  /** Which options that only mean something with a file were given. */
  protected Map<String, Boolean> givenByName() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--id", id != null);
    given.put("--time", time != null);
    given.put("--time-format", timeFormat != null);
    given.put("--separator", separator != null);
    given.put("--quote", quote != null);
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

  /** Reads one ASCII character; a shell makes it hard to type a tab. */
  static final class CharacterConverter implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
      if (text.equals("tab") || text.equals("\\t")) {
        return '\t';
      }
      char only = text.length() == 1 ? text.charAt(0) : 0;
      if (only == '\t' || (only >= ' ' && only <= '~')) {
        return only;
      }
      throw new TypeConversionException(
          "expected one ASCII character or tab, found '" + text + "'");
    }
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
