// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** What a calendar divides time into. How long one is depends on the zone; see CalendarUnits. */
public enum CalendarUnit {
  /** From one full hour of the local clock to the next. */
  HOUR,
  /** A local date. */
  DAY,
  /** Seven dates, from Monday. */
  WEEK,
  /** A month of a year. */
  MONTH,
  /** Three months, from January, April, July or October. */
  QUARTER,
  /** From 1 January. */
  YEAR;

  /** The first date of the unit that {@code date} lies in; of an hour, its day. */
  LocalDate first(LocalDate date) {
    return switch (this) {
      case HOUR, DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1) % 3);
      case YEAR -> date.withDayOfYear(1);
    };
  }

  /** The first date of the unit after the one that begins on {@code first}. */
  LocalDate next(LocalDate first) {
    return switch (this) {
      case HOUR, DAY -> first.plusDays(1);
      case WEEK -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
      case QUARTER -> first.plusMonths(3);
      case YEAR -> first.plusYears(1);
    };
  }
}
