// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.TimeRange;
import dev.muster.predicate.Window;
import java.time.Instant;
import java.time.ZoneId;

/** A stretch of time to be looked at unit by unit of a calendar. Immutable. */
public sealed interface Timeline {

  /** What it is divided into. */
  CalendarUnits units();

  /** Its buckets when it is now {@code nowMillis}. */
  CalendarBuckets at(long nowMillis);

  /** {@code T1 <= t < T2}: the first and the last bucket are cut there. */
  static Timeline between(Instant from, Instant to, CalendarUnit unit, ZoneId zone) {
    return new Between(new CalendarUnits(unit, zone), from, to);
  }

  /** The last {@code count} units, the whole one that {@code now} lies in included. */
  static Timeline last(int count, CalendarUnit unit, ZoneId zone) {
    return new Last(new CalendarUnits(unit, zone), count);
  }

  /**
   * {@code from <= t < to}.
   *
   * @param from whole milliseconds
   * @param to later, and at most {@link CalendarBuckets#COUNT_MAX} units away
   */
  record Between(CalendarUnits units, Instant from, Instant to) implements Timeline {
    public Between {
      Window.Between window = new Window.Between(from, to);
      from = window.from();
      to = window.to();
      // Refuses too many.
      CalendarBuckets.of(units, window.at(0));
    }

    @Override
    public CalendarBuckets at(long nowMillis) {
      return CalendarBuckets.of(units, new TimeRange(from.toEpochMilli(), to.toEpochMilli()));
    }
  }

  /**
   * The last units up to {@code now}, that of {@code now} as a whole; nothing has happened in the
   * part of it that lies ahead.
   *
   * @param count in [1, {@link CalendarBuckets#COUNT_MAX}]
   */
  record Last(CalendarUnits units, int count) implements Timeline {
    public Last {
      if (count < 1 || count > CalendarBuckets.COUNT_MAX) {
        throw new IllegalArgumentException(
            "the number of last units must be in [1, "
                + CalendarBuckets.COUNT_MAX
                + "], count="
                + count);
      }
    }

    @Override
    public CalendarBuckets at(long nowMillis) {
      long from = units.startOf(nowMillis);
      for (int i = 1; i < count; i++) {
        from = units.startOf(from - 1);
      }
      return CalendarBuckets.of(units, new TimeRange(from, units.endOf(nowMillis)));
    }
  }
}
