// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The span of event time that a predicate looks at, exact to the millisecond.
 *
 * <p>Rolling windows hang on the {@code now} of the evaluation and count whole durations: one day
 * is 24 hours. {@link CalendarDays} counts the days of a place instead, which have 23 to 25 hours.
 * Windows that only name instants, and {@link Ever}, do not look at {@code now}.
 */
public sealed interface Window {

  /** Longest rolling window: long enough for any history, and its arithmetic cannot overflow. */
  Duration DURATION_MAX = Duration.ofDays(365_000);

  /** Most calendar days of a window, for the same reason. */
  int CALENDAR_DAYS_MAX = 365_000;

  /** All time, the accepted future included. */
  Window EVER = new Ever();

  /** The instants that this window covers when it is now {@code nowMillis}. */
  TimeRange at(long nowMillis);

  /**
   * How long it must be possible to look back: how far before {@code now} it may reach, or how long
   * it is if it only names instants; zero if it is open.
   */
  Duration reach();

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** {@code in last D}: {@code 0 <= now - t < D}. */
  static Window last(Duration duration) {
    return new Last(duration);
  }

  /** {@code between D1 and D2 ago}: {@code D1 <= now - t < D2}. Adjacent windows partition time. */
  static Window ago(Duration from, Duration to) {
    return new Ago(from, to);
  }

  /** {@code between T1 and T2}: {@code T1 <= t < T2}. */
  static Window between(Instant from, Instant to) {
    return new Between(from, to);
  }

  /** {@code since T}: {@code t >= T}. */
  static Window since(Instant from) {
    return new Since(from);
  }

  /** {@code before T}: {@code t < T}. */
  static Window before(Instant to) {
    return new Before(to);
  }

  /** Whether a calendar window covers the day that {@code now} falls on. */
  enum Today {
    /** The last of the days is today, as far as it has gone. */
    INCLUDED,
    /** The last of the days is yesterday. */
    EXCLUDED
  }

  /** All time. */
  record Ever() implements Window {
    @Override
    public TimeRange at(long nowMillis) {
      return TimeRange.ALL;
    }

    @Override
    public Duration reach() {
      return Duration.ZERO;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ever(this);
    }
  }

  /**
   * {@code 0 <= now - t < duration}.
   *
   * @param duration whole milliseconds, in (0, {@link #DURATION_MAX}]
   */
  record Last(Duration duration) implements Window {
    public Last {
      Durations.check("duration", duration, 1);
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(nowMillis - duration.toMillis() + 1, nowMillis + 1);
    }

    @Override
    public Duration reach() {
      return duration;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.last(this);
    }
  }

  /**
   * {@code from <= now - t < to}.
   *
   * @param from the nearer edge, whole milliseconds, not negative
   * @param to the farther edge, more than {@code from}
   */
  record Ago(Duration from, Duration to) implements Window {
    public Ago {
      Durations.check("from", from, 0);
      Durations.check("to", to, 1);
      if (from.compareTo(to) >= 0) {
        throw new IllegalArgumentException(
            "the nearer edge must come first: from < to, from=" + from + " to=" + to);
      }
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(nowMillis - to.toMillis() + 1, nowMillis - from.toMillis() + 1);
    }

    @Override
    public Duration reach() {
      return to;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ago(this);
    }
  }

  /** {@code from <= t < to}. */
  record Between(Instant from, Instant to) implements Window {
    public Between {
      from = requireMillis("from", from);
      to = requireMillis("to", to);
      if (from.compareTo(to) >= 0) {
        throw new IllegalArgumentException(
            "a window must not be empty: from < to, from=" + from + " to=" + to);
      }
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(from.toEpochMilli(), to.toEpochMilli());
    }

    @Override
    public Duration reach() {
      return Duration.between(from, to);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /** {@code t >= from}. */
  record Since(Instant from) implements Window {
    public Since {
      from = requireMillis("from", from);
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(from.toEpochMilli(), Long.MAX_VALUE);
    }

    @Override
    public Duration reach() {
      return Duration.ZERO;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.since(this);
    }
  }

  /** {@code t < to}. */
  record Before(Instant to) implements Window {
    public Before {
      to = requireMillis("to", to);
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(Long.MIN_VALUE, to.toEpochMilli());
    }

    @Override
    public Duration reach() {
      return Duration.ZERO;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.before(this);
    }
  }

  /**
   * Whole days of a place, from midnight to midnight as its rules have it: a day has 23 or 25 hours
   * when clocks change, and one that the rules leave out has none. With {@link Today#INCLUDED} the
   * window ends with {@code now}, so that what lies ahead does not count yet.
   *
   * <p>A day lasts from its first instant to that of the next one. Where clocks go back across
   * midnight, the repeated part of the evening therefore belongs to the new day.
   *
   * @param days how many, in [1, {@link #CALENDAR_DAYS_MAX}]
   * @param zone whose days
   * @param today whether the day of {@code now} is the last of them, or the one before it
   */
  record CalendarDays(int days, ZoneId zone, Today today) implements Window {
    public CalendarDays {
      if (days < 1 || days > CALENDAR_DAYS_MAX) {
        throw new IllegalArgumentException(
            "days must be in [1, " + CALENDAR_DAYS_MAX + "], days=" + days);
      }
    }

    @Override
    public TimeRange at(long nowMillis) {
      LocalDate current = dayOf(nowMillis);
      return today == Today.INCLUDED
          ? new TimeRange(startMillis(current.minusDays(days - 1L)), nowMillis + 1)
          : new TimeRange(startMillis(current.minusDays(days)), startMillis(current));
    }

    private LocalDate dayOf(long millis) {
      LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
      // The evening is being repeated: the next day has begun before.
      return startMillis(date.plusDays(1)) <= millis ? date.plusDays(1) : date;
    }

    private long startMillis(LocalDate date) {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** A day more than the days: one of them, or several, may have had more than 24 hours. */
    @Override
    public Duration reach() {
      return Duration.ofDays(today == Today.INCLUDED ? days + 1L : days + 2L);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.calendarDays(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R ever(Ever window);

    R last(Last window);

    R ago(Ago window);

    R between(Between window);

    R since(Since window);

    R before(Before window);

    R calendarDays(CalendarDays window);
  }

  private static Instant requireMillis(String name, Instant instant) {
    Instant canonical = ValueRules.instant(instant);
    if (!canonical.equals(instant)) {
      throw new IllegalArgumentException(
          name + " must be a whole millisecond, " + name + "=" + instant);
    }
    return canonical;
  }
}
