// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import java.time.LocalDate;

/**
 * Some of the 366 days that a year may have, each known by its month and day.
 *
 * <p>Years are taken to begin in March: 29 February is then the last of them, and every other day
 * has one number in all years. Immutable.
 */
public final class MonthDays {

  private static final int DAYS = 366;

  /** The number of 28 February; that of the 29th follows it. */
  private static final int FEBRUARY_28 = 364;

  private static final int FEBRUARY_29 = 365;

  // The calendar repeats every 400 years; centuries and leap years within, counted in days.
  private static final int DAYS_OF_400_YEARS = 146_097;
  private static final int DAYS_OF_100_YEARS = 36_524;
  private static final int DAYS_OF_4_YEARS = 1_461;
  private static final long MARCH_OF_YEAR_ZERO = LocalDate.of(0, 3, 1).toEpochDay();

  private final long[] bits = new long[DAYS + 63 >>> 6];

  private MonthDays() {}

  /**
   * The days whose anniversary falls on one of {@code days} days from the epoch day {@code first}
   * on: their own months and days, and 29 February with 28 February of a common year.
   */
  static MonthDays comingAgain(long first, int days) {
    MonthDays found = new MonthDays();
    for (long day = first; day < first + days; day++) {
      int number = number(day);
      found.add(number);
      if (number == FEBRUARY_28 && number(day + 1) != FEBRUARY_29) {
        found.add(FEBRUARY_29);
      }
    }
    return found;
  }

  private void add(int number) {
    bits[number >>> 6] |= 1L << number;
  }

  /** Whether the month and day of an epoch day are among these. */
  boolean contains(long epochDay) {
    int number = number(epochDay);
    return (bits[number >>> 6] >>> number & 1L) != 0;
  }

  /** The part of all days that these are. */
  public double fraction() {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count / (double) DAYS;
  }

  /** Days since the last 1 March: of 0 to 365, without a branch. */
  private static int number(long epochDay) {
    int day = (int) Math.floorMod(epochDay - MARCH_OF_YEAR_ZERO, (long) DAYS_OF_400_YEARS);
    // Without its leap days, the span divides into years of 365 days.
    int year =
        (day
                - day / (DAYS_OF_4_YEARS - 1)
                + day / DAYS_OF_100_YEARS
                - day / (DAYS_OF_400_YEARS - 1))
            / 365;
    return day - (365 * year + year / 4 - year / 100);
  }
}
