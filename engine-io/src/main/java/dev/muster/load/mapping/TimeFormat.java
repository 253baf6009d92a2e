// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import static java.time.temporal.ChronoField.INSTANT_SECONDS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes times and dates. Immutable; equal if {@link #toString} is.
 *
 * <p>A local time that a zone's clocks skip is refused; one that they show twice is the earlier. A
 * date means its midnight, or the first instant of a day without one. Dates that do not exist, 30
 * February for one, are refused.
 */
public final class TimeFormat {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final int ISO_DATE_LENGTH = "1997-01-01".length();

  /**
   * ISO 8601: a date means midnight UTC, a date-time must name its offset, and a number is epoch
   * milliseconds.
   */
  public static final TimeFormat ISO = new TimeFormat("iso", null, null, 0);

  private static final List<ChronoField> TIME_FIELDS =
      Stream.of(ChronoField.values()).filter(ChronoField::isTimeBased).toList();

  /** No part of it can be taken for another. */
  private static final ZonedDateTime EXAMPLE =
      ZonedDateTime.of(1997, 12, 31, 22, 58, 57, 123_456_789, ZoneOffset.UTC);

  private final String description;
  private final @Nullable DateTimeFormatter formatter;

  /** Of what has no offset; null if dates are UTC and date-times without offset are refused. */
  private final @Nullable ZoneId zone;

  /** By what power of ten numbers are to be multiplied to be milliseconds. */
  private final int millisShift;

  private TimeFormat(
      String description,
      @Nullable DateTimeFormatter formatter,
      @Nullable ZoneId zone,
      int millisShift) {
    this.description = description;
    this.formatter = formatter;
    this.zone = zone;
    this.millisShift = millisShift;
  }

  /** ISO 8601, where what lacks an offset is of {@code zone}. */
  public static TimeFormat iso(ZoneId zone) {
    return new TimeFormat("iso in " + zone.getId(), null, zone, 0);
  }

  /** Numbers of seconds since 1970, with or without a fraction; otherwise as {@link #ISO}. */
  public static TimeFormat epochSeconds() {
    return new TimeFormat("epoch seconds", null, null, 3);
  }

  /** Numbers of milliseconds since 1970; otherwise as {@link #ISO}. */
  public static TimeFormat epochMillis() {
    return ISO;
  }

  /** Numbers of microseconds since 1970, cut to the millisecond; otherwise as {@link #ISO}. */
  public static TimeFormat epochMicros() {
    return new TimeFormat("epoch microseconds", null, null, -3);
  }

  /** Written like {@code pattern}; what lacks an offset is UTC. */
  public static TimeFormat pattern(String pattern) {
    return pattern(pattern, ZoneOffset.UTC);
  }

  /**
   * Written like {@code pattern}, in the letters of {@link DateTimeFormatter}; what lacks an offset
   * is of {@code zone}.
   *
   * @throws IllegalArgumentException if it is no pattern, or one that has no date, or parts of a
   *     time of day that do not make one: {@code hh} without {@code a}
   */
  public static TimeFormat pattern(String pattern, ZoneId zone) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .appendPattern(pattern)
            // Without an era, strict resolving would not take "yyyy" for a year.
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    requireWhole(pattern, formatter);
    return new TimeFormat("'" + pattern + "' in " + zone.getId(), formatter, zone, 0);
  }

  /** Refuses a pattern of which it can be told by an example that something would be dropped. */
  private static void requireWhole(String pattern, DateTimeFormatter formatter) {
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(formatter.format(EXAMPLE));
    } catch (DateTimeException e) {
      // One with alternatives may not read what it writes. Then each text is looked at.
      return;
    }
    if (parsed.query(TemporalQueries.localDate()) == null && !parsed.isSupported(INSTANT_SECONDS)) {
      throw new IllegalArgumentException("the pattern does not tell the date: '" + pattern + "'");
    }
    if (hasPartsOfATime(parsed)) {
      throw new IllegalArgumentException(
          "the pattern has parts of a time of day and does not tell it: '" + pattern + "'");
    }
  }

  /** Whether there is a part of a time of day, but not enough to tell which. */
  private static boolean hasPartsOfATime(TemporalAccessor parsed) {
    return parsed.query(TemporalQueries.localTime()) == null
        && TIME_FIELDS.stream().anyMatch(parsed::isSupported);
  }

  /**
   * The instant that {@code text} means.
   *
   * @throws DateTimeException if it means none
   */
  public Instant instant(String text) {
    if (formatter != null) {
      return instantOf(formatter.parse(text), text);
    }
    if (text.length() == ISO_DATE_LENGTH && text.charAt(4) == '-') {
      return instant(LocalDate.parse(text));
    }
    if (NUMBER.matcher(text).matches()) {
      return ofNumber(new BigDecimal(text));
    }
    return zone == null
        ? OffsetDateTime.parse(text).toInstant()
        : instant(
            DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text, OffsetDateTime::from, LocalDateTime::from));
  }

  private Instant instantOf(TemporalAccessor parsed, String text) {
    if (hasPartsOfATime(parsed)) {
      throw new DateTimeException("the time of day cannot be told: " + text);
    }
    if (parsed.isSupported(INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    return instant(
        parsed.query(TemporalQueries.localTime()) == null
            ? LocalDate.from(parsed)
            : LocalDateTime.from(parsed));
  }

  /** The instant that a number means. */
  Instant ofNumber(BigDecimal number) {
    if (formatter != null) {
      throw new DateTimeException("times are written like " + description);
    }
    // Not by setScale alone: of a number as short as 1e-99999999 it makes 12 MB of digits.
    long wholeDigits = (long) number.precision() - number.scale() + millisShift;
    if (number.signum() == 0 || wholeDigits < 0) {
      return Instant.ofEpochMilli(number.signum() < 0 ? -1 : 0);
    }
    if (wholeDigits > 18) {
      throw new DateTimeException("too far away: " + number);
    }
    BigDecimal millis = number.scaleByPowerOfTen(millisShift);
    return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  /** The instant of what has none by itself. */
  Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof LocalDate date) {
      return date.atStartOfDay(zone == null ? ZoneOffset.UTC : zone).toInstant();
    }
    if (!(parsed instanceof LocalDateTime local)) {
      return Instant.from(parsed);
    }
    if (zone == null) {
      throw new DateTimeException("there is no offset: " + parsed);
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new DateTimeException(zone + " has no " + local);
    }
    return local.toInstant(offsets.get(0));
  }

  /**
   * The date that {@code text} means.
   *
   * @throws DateTimeException if it means none, or also tells a time of day
   */
  public LocalDate date(String text) {
    if (formatter == null) {
      return LocalDate.parse(text);
    }
    TemporalAccessor parsed = formatter.parse(text);
    if (TIME_FIELDS.stream().anyMatch(parsed::isSupported)) {
      throw new DateTimeException("there is a time of day: " + text);
    }
    return LocalDate.from(parsed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeFormat format && description.equals(format.description);
  }

  @Override
  public int hashCode() {
    return Objects.hash(description);
  }

  /** What it is, in a few words. */
  @Override
  public String toString() {
    return description;
  }
}
