// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Event times, windows and {@code now} values that meet each other's edges.
 *
 * <p>Regimes of event times: a dozen instants of this seed, so that many events share one; a window
 * length before the base instant, and one millisecond to either side; day boundaries and one
 * millisecond to either side; anywhere in the history; the accepted future, up to one hour; rarely
 * a time around the epoch or long before it; midnights of a few zones, around the night in which
 * clocks change in New York, and one millisecond to either side. Regimes of {@code now}: the base
 * instant and one millisecond to either side; an event time plus a window length exactly; some
 * hours or days later; long before all events.
 */
final class RandomTimes {

  /** Midnight UTC, so that window lengths in days hit day boundaries. */
  static final long BASE_MILLIS = RandomDomain.BASE.toEpochMilli();

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final long HISTORY_MILLIS = RandomDomain.HISTORY.toMillis();

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofDays(7),
          Duration.ofDays(1),
          Duration.ofDays(30),
          Duration.ofHours(1),
          Duration.ofDays(3),
          Duration.ofHours(6),
          Duration.ofDays(1).minusMillis(1),
          Duration.ofDays(1).plusMillis(1),
          Duration.ofMinutes(90),
          Duration.ofDays(14),
          Duration.ofSeconds(1),
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofDays(44),
          Duration.ofDays(365),
          Window.DURATION_MAX);

  /** Ahead of and behind UTC, by whole and half hours; New York changes its clocks before BASE. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kolkata"),
          ZoneOffset.UTC,
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("America/St_Johns"));

  private final RandomChoice choice;
  private final List<Long> shared = new ArrayList<>();
  private boolean recentOnly;

  RandomTimes(RandomChoice choice) {
    this.choice = choice;
    for (int i = 0; i < 12; i++) {
      shared.add(BASE_MILLIS - choice.between(0L, HISTORY_MILLIS / (i + 1)));
    }
  }

  void recentOnly() {
    recentOnly = true;
  }

  /** When an event happened, in epoch milliseconds. */
  long eventMillis() {
    int regime = choice.below(100);
    if (regime < 40) {
      return choice.skewed(shared);
    }
    if (regime < 60) {
      return clamp(BASE_MILLIS - lengthMillis() + choice.between(-1, 1));
    }
    if (regime < 70) {
      return clamp(BASE_MILLIS - choice.between(0, 40) * DAY_MILLIS + choice.between(-1, 1));
    }
    if (regime < 78) {
      return clamp(midnightMillis() + choice.between(-1, 1));
    }
    if (regime < 92) {
      return BASE_MILLIS - choice.between(0L, HISTORY_MILLIS);
    }
    if (regime < 98 || recentOnly) {
      return BASE_MILLIS + choice.between(0L, RandomDomain.FUTURE_MAX.toMillis());
    }
    return choice.of(List.of(0L, -1L, -DAY_MILLIS, -62_135_596_800_000L));
  }

  /** A zone that calendar windows are asked in. */
  ZoneId zone() {
    return choice.skewed(ZONES);
  }

  /** What a clock of {@code zone} shows at an event time, or a millisecond beside it. */
  LocalTime localTime(ZoneId zone) {
    return Instant.ofEpochMilli(edgeMillis()).atZone(zone).toLocalTime();
  }

  /** The first instant of a day that has begun before the base. */
  private long midnightMillis() {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(BASE_MILLIS, DAY_MILLIS));
    return date.minusDays(choice.skewed(List.of(1, 2, 3, 8, 31)))
        .atStartOfDay(zone())
        .toInstant()
        .toEpochMilli();
  }

  private static long clamp(long millis) {
    return Math.max(millis, BASE_MILLIS - HISTORY_MILLIS);
  }

  long nowMillis() {
    int regime = choice.below(100);
    if (regime < 30) {
      return BASE_MILLIS + choice.between(-1, 1);
    }
    if (regime < 75) {
      return eventMillis() + lengthMillis() + choice.between(-1, 1);
    }
    if (regime < 95) {
      return BASE_MILLIS + choice.between(0L, 3 * DAY_MILLIS);
    }
    return BASE_MILLIS - 2 * HISTORY_MILLIS;
  }

  Window window() {
    return switch (choice.below(9)) {
      case 0, 1 -> Window.EVER;
      case 2, 3 -> Window.last(length());
      case 4 -> ago();
      case 5 -> between();
      case 6 -> Window.since(Instant.ofEpochMilli(edgeMillis()));
      case 7 -> Window.before(Instant.ofEpochMilli(edgeMillis()));
      default ->
          new Window.CalendarDays(
              choice.skewed(List.of(1, 2, 7, 30, 3, Window.CALENDAR_DAYS_MAX)),
              zone(),
              choice.of(List.of(Window.Today.values())));
    };
  }

  private Window ago() {
    Duration one = choice.chance(20) ? Duration.ZERO : length();
    Duration other = length();
    int order = one.compareTo(other);
    if (order == 0) {
      return Window.ago(one.minusMillis(1), one);
    }
    return order < 0 ? Window.ago(one, other) : Window.ago(other, one);
  }

  private Window between() {
    long one = edgeMillis();
    long other = edgeMillis();
    long from = Math.min(one, other);
    long to = one == other ? one + 1 : Math.max(one, other);
    return Window.between(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  /** An event time or its neighbour. */
  private long edgeMillis() {
    return eventMillis() + (choice.chance(70) ? 0 : choice.between(-1, 1));
  }

  /** A window length; sometimes the exact distance of a shared event time from the base. */
  Duration length() {
    if (choice.chance(30)) {
      long distance = BASE_MILLIS - choice.skewed(shared);
      return Duration.ofMillis(Math.max(1, distance + choice.between(-1, 1)));
    }
    return choice.skewed(LENGTHS);
  }

  /** How long a value has been held: mostly a few milliseconds, as the clock moves in tests. */
  Duration stateLength() {
    return choice.chance(60) ? Duration.ofMillis(choice.between(1, 6)) : length();
  }

  private long lengthMillis() {
    return length().toMillis();
  }
}
