// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.TimeRange;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CalendarBucketsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
  private static final ZoneId ST_JOHNS = ZoneId.of("America/St_Johns");

  @Test
  void days_have23HoursWhenClocksGoForward() {
    assertThat(starts(CalendarUnit.DAY, BERLIN, "2025-03-28T23:00:00Z", "2025-03-31T22:00:00Z"))
        .containsExactly("2025-03-28T23:00:00Z", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z");
    assertThat(starts(CalendarUnit.DAY, NEW_YORK, "2025-03-09T05:00:00Z", "2025-03-11T04:00:00Z"))
        .containsExactly("2025-03-09T05:00:00Z", "2025-03-10T04:00:00Z");
  }

  @Test
  void days_have25HoursWhenClocksGoBack() {
    assertThat(starts(CalendarUnit.DAY, BERLIN, "2025-10-25T22:00:00Z", "2025-10-27T23:00:00Z"))
        .containsExactly("2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z");
    assertThat(starts(CalendarUnit.DAY, NEW_YORK, "2025-11-02T04:00:00Z", "2025-11-04T05:00:00Z"))
        .containsExactly("2025-11-02T04:00:00Z", "2025-11-03T05:00:00Z");
  }

  @Test
  void days_beginAtLocalMidnight() {
    assertThat(starts(CalendarUnit.DAY, KOLKATA, "2025-03-10T00:00:00Z", "2025-03-12T00:00:00Z"))
        .containsExactly("2025-03-10T00:00:00Z", "2025-03-10T18:30:00Z", "2025-03-11T18:30:00Z");
  }

  /** Samoa had no 30 December 2011: it is no day at all. */
  @Test
  void dayThatWasLeftOut_isNoBucket() {
    assertThat(starts(CalendarUnit.DAY, APIA, "2011-12-28T10:00:00Z", "2012-01-01T10:00:00Z"))
        .containsExactly(
            "2011-12-28T10:00:00Z",
            "2011-12-29T10:00:00Z",
            "2011-12-30T10:00:00Z",
            "2011-12-31T10:00:00Z");
    assertThat(Timeline.last(3, CalendarUnit.DAY, APIA).at(millis("2011-12-31T12:00:00Z")).range())
        .isEqualTo(range("2011-12-29T10:00:00Z", "2012-01-01T10:00:00Z"));
    assertThat(starts(CalendarUnit.WEEK, APIA, "2011-12-30T09:59:59Z", "2012-01-02T00:00:00Z"))
        .containsExactly("2011-12-30T09:59:59Z", "2012-01-01T10:00:00Z");
  }

  @Test
  void hourThatIsLeftOut_isNoBucketAndTheOneRepeatedIsTwo() {
    assertThat(local(CalendarUnit.HOUR, BERLIN, "2025-03-30T00:00:00Z", "2025-03-30T03:00:00Z"))
        .containsExactly("01:00+01:00", "03:00+02:00", "04:00+02:00");
    assertThat(local(CalendarUnit.HOUR, BERLIN, "2025-10-25T23:00:00Z", "2025-10-26T03:00:00Z"))
        .containsExactly("01:00+02:00", "02:00+02:00", "02:00+01:00", "03:00+01:00");
    assertThat(local(CalendarUnit.HOUR, KOLKATA, "2025-03-10T18:30:00Z", "2025-03-10T20:30:00Z"))
        .containsExactly("00:00+05:30", "01:00+05:30");
  }

  /** Lord Howe changes by half an hour; Newfoundland went back at one minute past midnight. */
  @Test
  void changeWithinAnHour_endsItAndBeginsAnother() {
    assertThat(local(CalendarUnit.HOUR, LORD_HOWE, "2025-04-05T14:00:00Z", "2025-04-05T16:30:00Z"))
        .containsExactly("01:00+11:00", "01:30+10:30", "02:00+10:30");
    assertThat(local(CalendarUnit.HOUR, LORD_HOWE, "2025-10-04T14:30:00Z", "2025-10-04T17:00:00Z"))
        .containsExactly("01:00+10:30", "02:30+11:00", "03:00+11:00");
    assertThat(local(CalendarUnit.HOUR, ST_JOHNS, "2010-11-07T01:30:00Z", "2010-11-07T04:30:00Z"))
        .containsExactly("23:00-02:30", "00:00-02:30", "23:01-03:30", "00:00-03:30");
    assertThat(starts(CalendarUnit.DAY, ST_JOHNS, "2010-11-07T01:30:00Z", "2010-11-07T04:30:00Z"))
        .containsExactly("2010-11-07T01:30:00Z", "2010-11-07T02:30:00Z");
  }

  @Test
  void weeks_beginOnMonday() {
    assertThat(
            starts(
                CalendarUnit.WEEK, ZoneOffset.UTC, "2024-12-25T00:00:00Z", "2025-01-07T00:00:00Z"))
        .containsExactly("2024-12-25T00:00:00Z", "2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z");
  }

  @Test
  void monthsQuartersAndYears_beginOnTheirFirstDate() {
    String from = "2023-12-31T23:00:00Z";
    String to = "2025-02-10T00:00:00Z";

    assertThat(starts(CalendarUnit.YEAR, BERLIN, from, to))
        .containsExactly(from, "2024-12-31T23:00:00Z");
    assertThat(starts(CalendarUnit.QUARTER, BERLIN, from, to))
        .containsExactly(
            from,
            "2024-03-31T22:00:00Z",
            "2024-06-30T22:00:00Z",
            "2024-09-30T22:00:00Z",
            "2024-12-31T23:00:00Z");
    assertThat(starts(CalendarUnit.MONTH, BERLIN, from, to))
        .hasSize(14)
        .contains("2024-01-31T23:00:00Z", "2024-02-29T23:00:00Z", "2025-01-31T23:00:00Z");
  }

  @Test
  void buckets_areCutWhereTheRangeIs() {
    CalendarBuckets buckets =
        Timeline.between(
                Instant.parse("2025-03-10T06:00:00Z"),
                Instant.parse("2025-03-11T00:00:00.001Z"),
                CalendarUnit.DAY,
                ZoneOffset.UTC)
            .at(0);

    assertThat(buckets.count()).isEqualTo(2);
    assertThat(buckets.fromMillis(0)).isEqualTo(millis("2025-03-10T06:00:00Z"));
    assertThat(buckets.toMillis(0)).isEqualTo(millis("2025-03-11T00:00:00Z"));
    assertThat(buckets.toMillis(1)).isEqualTo(millis("2025-03-11T00:00:00.001Z"));
    assertThat(buckets.indexOf(millis("2025-03-10T05:59:59.999Z"))).isEqualTo(-1);
    assertThat(buckets.indexOf(millis("2025-03-10T23:59:59.999Z"))).isZero();
    assertThat(buckets.indexOf(millis("2025-03-11T00:00:00Z"))).isEqualTo(1);
    assertThat(buckets.indexOf(millis("2025-03-11T00:00:00.001Z"))).isEqualTo(-1);
  }

  @Test
  void last_endsWithTheUnitOfNow() {
    Timeline week = Timeline.last(2, CalendarUnit.WEEK, KOLKATA);

    assertThat(week.at(millis("2025-03-09T18:30:00Z")).range())
        .isEqualTo(range("2025-03-02T18:30:00Z", "2025-03-16T18:30:00Z"));
    assertThat(week.at(millis("2025-03-09T18:29:59.999Z")).range())
        .isEqualTo(range("2025-02-23T18:30:00Z", "2025-03-09T18:30:00Z"));
  }

  @Test
  void tooManyBuckets_areRefused() {
    Instant from = Instant.parse("2025-01-01T00:00:00Z");
    Duration most = Duration.ofHours(CalendarBuckets.COUNT_MAX);

    assertThat(
            Timeline.between(from, from.plus(most), CalendarUnit.HOUR, ZoneOffset.UTC)
                .at(0)
                .count())
        .isEqualTo(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Timeline.between(
                    from, from.plus(most).plusMillis(1), CalendarUnit.HOUR, ZoneOffset.UTC))
        .withMessage(
            "a range may have at most 10000 buckets, unit=HOUR from=2025-01-01T00:00:00Z"
                + " to=2026-02-21T16:00:00.001Z");
    for (int count : new int[] {0, 10_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Timeline.last(count, CalendarUnit.YEAR, KOLKATA))
          .withMessage("the number of last units must be in [1, 10000], count=" + count);
    }
  }

  @Test
  void emptyRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Timeline.between(Instant.EPOCH, Instant.EPOCH, CalendarUnit.DAY, ZoneOffset.UTC))
        .withMessageContaining("from < to, from=1970-01-01T00:00:00Z to=1970-01-01T00:00:00Z");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CalendarBuckets.of(
                    new CalendarUnits(CalendarUnit.DAY, KOLKATA), new TimeRange(5, 5)))
        .withMessage(
            "a range of buckets must not be empty, range=TimeRange[fromMillis=5, toMillis=5]");
  }

  /**
   * In every zone and year: neighbours of an edge lie in units of different names, all within a
   * bucket have one name, and buckets are found where a walk finds them.
   */
  @SeededTest(count = 300)
  void buckets_agreeWithTheLocalCalendar(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    ZoneId zone = ZoneId.of(choice.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()));
    CalendarUnit unit = choice.of(List.of(CalendarUnit.values()));
    long from = choice.between(millis("1890-01-01T00:00:00Z"), millis("2040-01-01T00:00:00Z"));
    long to = from + choice.between(1L, Duration.ofDays(400).toMillis());
    CalendarBuckets buckets =
        CalendarBuckets.of(new CalendarUnits(unit, zone), new TimeRange(from, to));

    assertThat(buckets.range()).isEqualTo(new TimeRange(from, to));
    int walked = 0;
    for (long millis = from; millis < to; millis += choice.between(1L, (to - from) / 200 + 1)) {
      while (millis >= buckets.toMillis(walked)) {
        walked++;
      }
      assertThat(buckets.indexOf(millis)).isEqualTo(walked);
      assertThat(buckets.indexOf(millis, Math.max(0, walked - choice.below(3)))).isEqualTo(walked);
      assertThat(name(unit, zone, millis))
          .as("%s of %s at %s", unit, zone, Instant.ofEpochMilli(millis))
          .isEqualTo(name(unit, zone, buckets.toMillis(walked) - 1));
    }
    for (int i = 1; i < buckets.count(); i++) {
      long edge = buckets.fromMillis(i);
      assertThat(edge).isGreaterThan(buckets.fromMillis(i - 1));
      assertThat(name(unit, zone, edge))
          .as("%s of %s at %s", unit, zone, Instant.ofEpochMilli(edge))
          .isNotEqualTo(name(unit, zone, edge - 1));
      assertThat(new CalendarUnits(unit, zone).startOf(edge)).isEqualTo(edge);
      assertThat(new CalendarUnits(unit, zone).endOf(edge - 1)).isEqualTo(edge);
    }
  }

  /** What a person there would call the unit: by the latest date seen, minute by minute. */
  private static String name(CalendarUnit unit, ZoneId zone, long millis) {
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
    if (unit == CalendarUnit.HOUR) {
      return time.toLocalDate() + " " + time.getHour() + time.getOffset();
    }
    LocalDate date = time.toLocalDate();
    for (int minute = 1; minute <= 3 * 60; minute++) {
      LocalDate earlier =
          Instant.ofEpochMilli(millis - minute * 60_000L).atZone(zone).toLocalDate();
      date = earlier.isAfter(date) ? earlier : date;
    }
    return switch (unit) {
      case WEEK ->
          date.get(IsoFields.WEEK_BASED_YEAR) + "-" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> date.getYear() + "-" + date.getMonthValue();
      case QUARTER -> date.getYear() + "-" + date.get(IsoFields.QUARTER_OF_YEAR);
      case YEAR -> "" + date.getYear();
      default -> date.toString();
    };
  }

  private static List<String> starts(CalendarUnit unit, ZoneId zone, String from, String to) {
    List<String> starts = new ArrayList<>();
    forEachStart(unit, zone, from, to, start -> starts.add(start.toString()));
    return starts;
  }

  private static List<String> local(CalendarUnit unit, ZoneId zone, String from, String to) {
    List<String> starts = new ArrayList<>();
    forEachStart(
        unit,
        zone,
        from,
        to,
        start -> {
          ZonedDateTime time = start.atZone(zone);
          starts.add(time.toLocalTime() + "" + time.getOffset());
        });
    return starts;
  }

  private static void forEachStart(
      CalendarUnit unit, ZoneId zone, String from, String to, Consumer<Instant> consumer) {
    CalendarBuckets buckets = CalendarBuckets.of(new CalendarUnits(unit, zone), range(from, to));
    for (int i = 1; i < buckets.count(); i++) {
      long edge = buckets.fromMillis(i);
      assertThat(new CalendarUnits(unit, zone).startOf(edge)).isEqualTo(edge);
      assertThat(new CalendarUnits(unit, zone).startOf(buckets.toMillis(i) - 1)).isEqualTo(edge);
    }
    for (int i = 0; i < buckets.count(); i++) {
      consumer.accept(Instant.ofEpochMilli(buckets.fromMillis(i)));
    }
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(millis(from), millis(to));
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
