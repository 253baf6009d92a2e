// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The hours, days, weeks, months, quarters or years of a place, which follow each other without gap
 * or overlap: each begins where the one before ends, as the rules of the zone have it.
 *
 * <p>Units of dates last from the first instant of their first date to that of the next unit's, as
 * {@link dev.muster.predicate.Window.CalendarDays} has it: a day has 23 or 25 hours when clocks
 * change, begins at one o'clock where they change at midnight, and an evening that comes again
 * across midnight belongs to the day that had begun. A date that the zone leaves out is no unit: it
 * has no instants.
 *
 * <p>An hour lasts from one full hour of the local clock to the next. A change of the clock ends
 * one hour and begins another: the hour that is repeated in autumn is two units, the one that is
 * left out in spring is none, and where clocks change by half an hour, or in the middle of an hour,
 * there are shorter ones. So hours always add up to days.
 *
 * @param unit which
 * @param zone whose
 */
public record CalendarUnits(CalendarUnit unit, ZoneId zone) {

  private static final long HOUR_MILLIS = 3_600_000;

  /** The first instant of the unit that {@code millis} lies in. */
  public long startOf(long millis) {
    return unit == CalendarUnit.HOUR ? hourStart(millis) : dateStart(unit.first(dateOf(millis)));
  }

  /** The first instant after the unit that {@code millis} lies in, which begins the next one. */
  public long endOf(long millis) {
    return unit == CalendarUnit.HOUR
        ? hourEnd(millis)
        : dateStart(unit.next(unit.first(dateOf(millis))));
  }

  private long hourStart(long millis) {
    ZoneRules rules = zone.getRules();
    long fullHour = fullHour(rules, millis);
    // The one at this very instant counts, too.
    ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochMilli(millis + 1));
    return change == null ? fullHour : Math.max(fullHour, change.toEpochSecond() * 1_000);
  }

  private long hourEnd(long millis) {
    ZoneRules rules = zone.getRules();
    long nextFullHour = fullHour(rules, millis) + HOUR_MILLIS;
    ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochMilli(millis));
    return change == null ? nextFullHour : Math.min(nextFullHour, change.toEpochSecond() * 1_000);
  }

  /** When the local clock would last have shown a full hour if it had never been changed. */
  private static long fullHour(ZoneRules rules, long millis) {
    long offset = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1_000L;
    return Math.floorDiv(millis + offset, HOUR_MILLIS) * HOUR_MILLIS - offset;
  }

  /** The latest date that has begun. */
  private LocalDate dateOf(long millis) {
    LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    while (dateStart(date.plusDays(1)) <= millis) {
      date = date.plusDays(1);
    }
    return date;
  }

  private long dateStart(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
