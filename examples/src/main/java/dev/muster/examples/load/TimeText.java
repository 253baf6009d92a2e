// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads instants from text. Immutable.
 *
 * <p>Without a pattern: an ISO date means midnight UTC, an ISO date-time must name its offset, and
 * an integer is epoch milliseconds. With a pattern, what lacks an offset is UTC. Dates that do not
 * exist, 30 February for one, are refused.
 */
public final class TimeText {

  /** The forms that need no pattern. */
  public static final TimeText ISO = new TimeText(null);

  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,18}");
  private static final int ISO_DATE_LENGTH = "1997-01-01".length();

  private final @Nullable DateTimeFormatter formatter;

  private TimeText(@Nullable DateTimeFormatter formatter) {
    this.formatter = formatter;
  }

  /**
   * Times written like {@code pattern}, in the letters of {@link DateTimeFormatter}.
   *
   * @throws IllegalArgumentException if it is no pattern
   */
  public static TimeText ofPattern(String pattern) {
    return new TimeText(
        new DateTimeFormatterBuilder()
            .appendPattern(pattern)
            // Without an era, strict resolving would not take "yyyy" for a year.
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT));
  }

  /**
   * The instant that {@code text} means.
   *
   * @throws DateTimeException if it means none
   */
  public Instant parse(String text) {
    if (formatter != null) {
      return instant(
          formatter.parseBest(
              text, OffsetDateTime::from, Instant::from, LocalDateTime::from, LocalDate::from));
    }
    if (EPOCH_MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    if (text.length() == ISO_DATE_LENGTH) {
      return instant(LocalDate.parse(text));
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof LocalDate date) {
      return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return parsed instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : Instant.from(parsed);
  }
}
