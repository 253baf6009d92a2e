// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.muster.value.ValueRules;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonthDaysTest {

  /** Leap years, common ones, and centuries of both kinds. */
  private static final List<Integer> YEARS = List.of(1900, 2000, 2023, 2024, 2025);

  /** Each date against each day that it might be, the days counted one by one. */
  @Test
  void comingAgain_agreesWithALoopOverTheCalendar() {
    List<LocalDate> dates = daysOf(List.of(1999, 2000));
    for (int days : new int[] {1, 2, 7}) {
      daysOf(YEARS).forEach(today -> check(today, days, dates));
    }
  }

  /** A whole year has them all, whether or not it has a 29 February; a day less may lack one. */
  @Test
  void comingAgain_agreesWithALoopOverAWholeYear() {
    List<LocalDate> dates = daysOf(List.of(2024));
    for (int days : new int[] {364, 365, 366}) {
      daysOf(YEARS).stream()
          .filter(day -> day.getDayOfMonth() % 28 == 1)
          .forEach(d -> check(d, days, dates));
    }
    assertThat(comingAgain(LocalDate.of(2025, 3, 1), 365).fraction()).isEqualTo(1);
    assertThat(comingAgain(LocalDate.of(2024, 2, 1), 365).fraction()).isEqualTo(365 / 366.0);
    assertThat(comingAgain(LocalDate.of(2024, 2, 1), 366).fraction()).isEqualTo(1);
  }

  private static void check(LocalDate today, int days, List<LocalDate> dates) {
    MonthDays found = comingAgain(today, days);
    for (LocalDate date : dates) {
      boolean comes = false;
      for (int i = 0; i < days && !comes; i++) {
        LocalDate day = today.plusDays(i);
        comes = MonthDay.from(date).atYear(day.getYear()).equals(day);
      }
      if (found.contains(date.toEpochDay()) != comes) {
        fail("%s within %d days from %s: should be %s", date, days, today, comes);
      }
    }
  }

  /** No date is taken for its neighbour, from one end of the calendar to the other. */
  @Test
  void contains_knowsEveryDateByMonthAndDay() {
    LocalDate day = LocalDate.of(2024, 2, 29);
    for (int i = 0; i < 366; i++, day = day.plusDays(1)) {
      MonthDays one = comingAgain(day, 1);
      for (int year : new int[] {-9999, -1, 0, 1, 4, 1970, 2000, 2100, 9999}) {
        LocalDate same = MonthDay.from(day).atYear(year);
        if (same.getDayOfMonth() == day.getDayOfMonth()) {
          assertThat(one.contains(same.toEpochDay())).as("%s", same).isTrue();
          assertThat(one.contains(same.toEpochDay() + 2)).as("%s and two days", same).isFalse();
        }
      }
    }
    assertThat(comingAgain(ValueRules.DATE_MAX, 366).contains(ValueRules.DATE_MIN.toEpochDay()))
        .isTrue();
  }

  private static MonthDays comingAgain(LocalDate today, int days) {
    return MonthDays.comingAgain(today.toEpochDay(), days);
  }

  private static Stream<LocalDate> days(int year) {
    return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
  }

  private static List<LocalDate> daysOf(List<Integer> years) {
    return years.stream().flatMap(MonthDaysTest::days).toList();
  }
}
