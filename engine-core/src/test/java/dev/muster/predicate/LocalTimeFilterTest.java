// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalTimeFilterTest {

  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime FIVE = LocalTime.of(17, 0);
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void timeOfDay_mustLastForSomeTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFilter.timeOfDay(NINE, NINE, PARIS))
        .withMessageContainingAll("different times", "from=09:00 to=09:00");
  }

  @Test
  void timeOfDay_isWholeMilliseconds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFilter.timeOfDay(NINE.plusNanos(1), FIVE, PARIS))
        .withMessage("from must be a whole millisecond, from=09:00:00.000000001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFilter.timeOfDay(NINE, FIVE.plusNanos(999_999), PARIS))
        .withMessage("to must be a whole millisecond, to=17:00:00.000999999");
    EventFilter.timeOfDay(NINE, FIVE.plusNanos(1_000_000), PARIS);
  }

  @Test
  void dayOfWeek_isOneOfSome() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFilter.dayOfWeek(PARIS))
        .withMessageContainingAll("must be one of some", "days=[]");
  }

  @Test
  void days_areCopiedInTheOrderOfTheWeek() {
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
    EventFilter.DayOfWeek filter = new EventFilter.DayOfWeek(days, PARIS);

    days.clear();

    assertThat(filter.days()).containsExactly(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
    assertThat(EventFilter.dayOfWeek(PARIS, DayOfWeek.SUNDAY, DayOfWeek.MONDAY)).isEqualTo(filter);
    assertThat(EventFilter.dayOfWeek(PARIS, DayOfWeek.SUNDAY, DayOfWeek.SUNDAY))
        .isEqualTo(EventFilter.dayOfWeek(PARIS, DayOfWeek.SUNDAY));
  }

  @Test
  void print_leavesUtcOut() {
    assertThat(EventFilter.timeOfDay(NINE, FIVE, PARIS))
        .hasToString("time of day from '09:00' to '17:00' in 'Europe/Paris'");
    assertThat(EventFilter.timeOfDay(FIVE.plusSeconds(1), NINE, ZoneOffset.UTC).not())
        .hasToString("not (time of day from '17:00:01' to '09:00')");
    assertThat(EventFilter.dayOfWeek(PARIS, DayOfWeek.SUNDAY, DayOfWeek.SATURDAY))
        .hasToString("day of week in ('saturday', 'sunday') in 'Europe/Paris'");
  }
}
