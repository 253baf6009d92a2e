// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.Window.CalendarDays;
import dev.muster.predicate.Window.Today;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarDaysTest {

  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
  private static final ZoneId ST_JOHNS = ZoneId.of("America/St_Johns");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

  @Test
  void today_beginsAtLocalMidnightAndEndsNow() {
    TimeRange range = range(1, KOLKATA, Today.INCLUDED, "2025-03-10T14:30:00Z");

    assertThat(range).isEqualTo(between("2025-03-09T18:30:00Z", "2025-03-10T14:30:00.001Z"));
  }

  @Test
  void days_changeWithTheLocalDateAndNotWithUtc() {
    assertThat(range(7, KOLKATA, Today.INCLUDED, "2025-03-10T18:29:59.999Z").fromMillis())
        .isEqualTo(millis("2025-03-03T18:30:00Z"));
    assertThat(range(7, KOLKATA, Today.INCLUDED, "2025-03-10T18:30:00Z").fromMillis())
        .isEqualTo(millis("2025-03-04T18:30:00Z"));
  }

  @Test
  void excludingToday_coversAsManyWholeDaysBeforeIt() {
    assertThat(range(7, KOLKATA, Today.EXCLUDED, "2025-03-10T14:30:00Z"))
        .isEqualTo(between("2025-03-02T18:30:00Z", "2025-03-09T18:30:00Z"));
  }

  @Test
  void dayOnWhichClocksGoForward_has23Hours() {
    TimeRange range = range(1, WARSAW, Today.EXCLUDED, "2025-03-31T10:00:00Z");

    assertThat(range).isEqualTo(between("2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z"));
    assertThat(length(range)).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void dayOnWhichClocksGoBack_has25Hours() {
    TimeRange range = range(1, WARSAW, Today.EXCLUDED, "2025-10-27T10:00:00Z");

    assertThat(range).isEqualTo(between("2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"));
    assertThat(length(range)).isEqualTo(Duration.ofHours(25));
  }

  /** Brazil used to change its clocks at midnight: the day began at one o'clock. */
  @Test
  void dayWithoutMidnight_beginsAtItsFirstInstant() {
    assertThat(range(1, SAO_PAULO, Today.EXCLUDED, "2018-11-05T12:00:00Z"))
        .isEqualTo(between("2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"));
  }

  /** Newfoundland went back at 00:01: 59 minutes of the evening came again, after midnight. */
  @Test
  void repeatedEvening_belongsToTheDayThatHadBegun() {
    String midnight = "2010-11-07T02:30:00Z";
    String repeated = "2010-11-07T02:45:00Z";

    assertThat(Instant.parse(repeated).atZone(ST_JOHNS).toLocalDate())
        .isEqualTo(LocalDate.of(2010, 11, 6));
    assertThat(range(1, ST_JOHNS, Today.INCLUDED, repeated))
        .isEqualTo(between(midnight, "2010-11-07T02:45:00.001Z"));
    assertThat(range(1, ST_JOHNS, Today.EXCLUDED, "2010-11-08T12:00:00Z").fromMillis())
        .isEqualTo(millis(midnight));
  }

  /** Samoa had no 30 December 2011. */
  @Test
  void dayThatWasLeftOut_countsAndHasNoHours() {
    String now = "2011-12-31T02:00:00Z";

    assertThat(range(1, APIA, Today.INCLUDED, now).fromMillis())
        .isEqualTo(range(2, APIA, Today.INCLUDED, now).fromMillis())
        .isEqualTo(millis("2011-12-30T10:00:00Z"));
    assertThat(range(1, APIA, Today.EXCLUDED, now).isEmpty()).isTrue();
  }

  @Test
  void leapDay_isADay() {
    assertThat(range(2, ZoneOffset.UTC, Today.INCLUDED, "2024-03-01T12:00:00Z").fromMillis())
        .isEqualTo(millis("2024-02-29T00:00:00Z"));
    assertThat(range(2, ZoneOffset.UTC, Today.INCLUDED, "2025-03-01T12:00:00Z").fromMillis())
        .isEqualTo(millis("2025-02-28T00:00:00Z"));
    assertThat(range(366, KOLKATA, Today.EXCLUDED, "2025-02-28T19:00:00Z").fromMillis())
        .isEqualTo(millis("2024-02-28T18:30:00Z"));
  }

  /** Day by day, in every zone, windows cover time without gap and overlap and hold their dates. */
  @SeededTest(count = 200)
  void windows_coverExactlyTheirDates(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<ZoneId> zones =
        ZoneId.getAvailableZoneIds().stream().sorted().map(id -> ZoneId.of(id)).toList();
    ZoneId zone = choice.of(zones);
    int days = choice.between(1, 40);
    long now = choice.between(millis("1975-01-01T00:00:00Z"), millis("2035-01-01T00:00:00Z"));
    TimeRange with = new CalendarDays(days, zone, Today.INCLUDED).at(now);
    TimeRange without = new CalendarDays(days, zone, Today.EXCLUDED).at(now);
    LocalDate today = begunBy(now, zone);

    for (long t : new long[] {with.fromMillis(), without.fromMillis(), without.toMillis(), now}) {
      for (long millis = t - 1; millis <= t + 1; millis++) {
        LocalDate date = begunBy(millis, zone);
        assertThat(with.contains(millis))
            .as("%s in %s days to %s in %s", millis, days, now, zone)
            .isEqualTo(millis <= now && date.isAfter(today.minusDays(days)));
        assertThat(without.contains(millis))
            .as("%s in %s days before %s in %s", millis, days, now, zone)
            .isEqualTo(date.isBefore(today) && !date.isBefore(today.minusDays(days)));
      }
    }
  }

  /** The latest date that has been reached by then, found by looking back minute by minute. */
  private static LocalDate begunBy(long millis, ZoneId zone) {
    LocalDate latest = LocalDate.MIN;
    for (int minute = 0; minute <= 26 * 60; minute++) {
      Instant earlier = Instant.ofEpochMilli(millis).minus(Duration.ofMinutes(minute));
      LocalDate date = earlier.atZone(zone).toLocalDate();
      latest = date.isAfter(latest) ? date : latest;
    }
    return latest;
  }

  @Test
  void reach_coversEveryDayHoweverLong() {
    assertThat(new CalendarDays(7, WARSAW, Today.INCLUDED).reach()).isEqualTo(Duration.ofDays(8));
    assertThat(new CalendarDays(7, WARSAW, Today.EXCLUDED).reach()).isEqualTo(Duration.ofDays(9));
    assertThat(Window.last(Duration.ofDays(7)).reach()).isEqualTo(Duration.ofDays(7));
    assertThat(Window.ago(Duration.ZERO, Duration.ofDays(7)).reach()).isEqualTo(Duration.ofDays(7));
    assertThat(Window.EVER.reach()).isZero();
  }

  @Test
  void days_areAtLeastOneAndLimited() {
    for (int days : new int[] {0, -1, 365_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CalendarDays(days, KOLKATA, Today.INCLUDED))
          .withMessage("days must be in [1, 365000], days=" + days);
    }
  }

  private static TimeRange range(int days, ZoneId zone, Today today, String now) {
    return new CalendarDays(days, zone, today).at(millis(now));
  }

  private static TimeRange between(String from, String to) {
    return new TimeRange(millis(from), millis(to));
  }

  private static Duration length(TimeRange range) {
    return Duration.ofMillis(range.toMillis() - range.fromMillis());
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
