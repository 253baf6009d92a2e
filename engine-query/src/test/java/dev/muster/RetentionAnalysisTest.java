// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.VISIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Retention;
import dev.muster.analysis.Retention.Cohort;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Timeline;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.Window;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventSource;
import dev.muster.schema.EventType;
import dev.muster.schema.SchemaException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionAnalysisTest {

  private static final RetentionInterval ROLLING_DAYS = RetentionInterval.rolling(DAY);
  private static final RetentionInterval UTC_DAYS =
      RetentionInterval.calendar(CalendarUnit.DAY, ZoneOffset.UTC);

  private final SegmentationEngine engine = ShopFixture.builder(new ManualClock(NOW)).open();

  @AfterEach
  void close() {
    engine.close();
  }

  /** The classical triangle, with marks where a day was not over yet. */
  @Test
  void cohorts_makeATriangle() {
    did("ana", VISIT, "2025-03-08T10:00:00Z", "2025-03-08T20:00:00Z", "2025-03-10T00:00:00Z");
    did("ben", VISIT, "2025-03-08T23:00:00Z", "2025-03-09T01:00:00Z");
    did("cyd", VISIT, "2025-03-09T12:00:00Z");

    Retention.Result result =
        ask(Retention.of(VISIT, VISIT, days("2025-03-07", "2025-03-10"), 3, UTC_DAYS));

    assertThat(result.cohorts().stream().map(RetentionAnalysisTest::line))
        .containsExactly(
            "2025-03-07T00:00:00Z 0: 0 0 0",
            "2025-03-08T00:00:00Z 2: 1 1 1?",
            "2025-03-09T00:00:00Z 1: 0 0? 0?");
    assertThat(line(result.total())).isEqualTo("2025-03-07T00:00:00Z 3: 1 1? 1?");
    assertThat(result.cohorts().get(2).to()).isEqualTo(Instant.parse("2025-03-10T00:00:00Z"));
  }

  /** 0 <= t - start < D, and so on, to the millisecond. */
  @Test
  void rollingIntervals_areHalfOpen() {
    did("a", VISIT, "2025-03-01T12:00:00Z", "2025-03-02T11:59:59.999Z");
    did("b", VISIT, "2025-03-01T12:00:00Z", "2025-03-02T12:00:00Z");
    did("c", VISIT, "2025-03-01T12:00:00Z", "2025-03-03T12:00:00Z");
    did("d", VISIT, "2025-03-01T12:00:00Z", "2025-03-04T12:00:00Z");

    Retention.Result result =
        ask(Retention.of(VISIT, VISIT, days("2025-03-01", "2025-03-02"), 3, ROLLING_DAYS));

    assertThat(line(result.total())).isEqualTo("2025-03-01T00:00:00Z 4: 1 1 1");
  }

  @Test
  void orAfter_countsWhoeverCameBackLater() {
    did("a", VISIT, "2025-03-01T12:00:00Z", "2025-03-01T13:00:00Z");
    did("b", VISIT, "2025-03-01T12:00:00Z", "2025-03-02T13:00:00Z");
    did("c", VISIT, "2025-03-01T12:00:00Z", "2025-03-09T13:00:00Z");
    did("d", VISIT, "2025-03-01T12:00:00Z");
    Timeline timeline = days("2025-03-01", "2025-03-02");

    for (RetentionInterval interval : List.of(ROLLING_DAYS, UTC_DAYS)) {
      Retention retention = Retention.of(VISIT, VISIT, timeline, 3, interval);
      assertThat(line(ask(retention).total())).isEqualTo("2025-03-01T00:00:00Z 4: 1 1 0");
      assertThat(line(ask(retention.orAfter()).total())).isEqualTo("2025-03-01T00:00:00Z 4: 3 2 1");
    }
  }

  @Test
  void start_isNotItsOwnReturn() {
    String instant = "2025-03-01T12:00:00Z";
    did("once", VISIT, instant);
    did("twiceAtOnce", VISIT, instant, instant);
    Timeline timeline = days("2025-03-01", "2025-03-02");

    assertThat(line(ask(Retention.of(VISIT, VISIT, timeline, 1, ROLLING_DAYS)).total()))
        .isEqualTo("2025-03-01T00:00:00Z 2: 1");
  }

  @Test
  void returnAtTheInstantOfTheStart_counts() {
    String instant = "2025-03-01T12:00:00Z";
    did("buys", PURCHASE, instant);
    did("buys", VISIT, instant);
    did("boughtBefore", PURCHASE, "2025-03-01T11:59:59.999Z");
    did("boughtBefore", VISIT, instant);
    Timeline timeline = days("2025-03-01", "2025-03-02");

    for (Retention retention :
        List.of(
            Retention.of(VISIT, PURCHASE, timeline, 1, ROLLING_DAYS),
            Retention.of(VISIT, PURCHASE, timeline, 1, UTC_DAYS).orAfter())) {
      assertThat(line(ask(retention).total())).isEqualTo("2025-03-01T00:00:00Z 2: 1");
    }
    assertThat(line(ask(Retention.of(PURCHASE, VISIT, timeline, 1, ROLLING_DAYS)).total()))
        .isEqualTo("2025-03-01T00:00:00Z 2: 2");
  }

  /** Events of one instant have no order, whichever arrived first. */
  @Test
  void returnThatArrivedBeforeTheStart_counts() {
    Instant instant = Instant.parse("2025-03-01T12:00:00Z");
    for (String category : new String[] {"hats", "shoes"}) {
      engine.record(Event.of(ANA, PURCHASE, instant).with(CATEGORY, category));
    }
    EventSource shoes = PURCHASE.where(CATEGORY.is("shoes"));
    EventSource hats = PURCHASE.where(CATEGORY.is("hats"));
    Timeline timeline = days("2025-03-01", "2025-03-02");

    for (Retention retention :
        List.of(
            Retention.of(shoes, hats, timeline, 1, ROLLING_DAYS),
            Retention.of(hats, shoes, timeline, 1, ROLLING_DAYS).orAfter(),
            Retention.of(shoes, hats, timeline, 1, UTC_DAYS).orAfter())) {
      assertThat(line(ask(retention).total())).isEqualTo("2025-03-01T00:00:00Z 1: 1");
    }
  }

  /** The first start in the range, whatever there was before; returns come when they like. */
  @Test
  void timeline_holdsStartsOnly() {
    did("a", VISIT, "2025-02-28T12:00:00Z", "2025-03-01T12:00:00Z", "2025-03-02T12:00:00Z");

    Retention.Result result =
        ask(Retention.of(VISIT, VISIT, days("2025-03-01", "2025-03-02"), 2, ROLLING_DAYS));

    assertThat(line(result.total())).isEqualTo("2025-03-01T00:00:00Z 1: 0 1");
  }

  /**
   * The day on which clocks go forward ends an hour early: 24 hours later is the day after next.
   */
  @Test
  void calendarDays_followTheClock() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    did("a", VISIT, "2024-03-30T22:30:00Z", "2024-03-31T22:00:00Z");
    Timeline timeline =
        Timeline.between(
            Instant.parse("2024-03-29T23:00:00Z"),
            Instant.parse("2024-03-30T23:00:00Z"),
            CalendarUnit.DAY,
            berlin);
    RetentionInterval days = RetentionInterval.calendar(CalendarUnit.DAY, berlin);

    assertThat(line(ask(Retention.of(VISIT, VISIT, timeline, 3, days)).total()))
        .isEqualTo("2024-03-29T23:00:00Z 1: 0 0 1");
    assertThat(line(ask(Retention.of(VISIT, VISIT, timeline, 3, ROLLING_DAYS)).total()))
        .isEqualTo("2024-03-29T23:00:00Z 1: 1 0 0");
  }

  @Test
  void dayThatWasLeftOut_isNoInterval() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    did("a", VISIT, "2011-12-30T09:00:00Z", "2011-12-30T10:00:00Z");
    Timeline timeline =
        Timeline.between(
            Instant.parse("2011-12-29T10:00:00Z"),
            Instant.parse("2011-12-30T10:00:00Z"),
            CalendarUnit.DAY,
            apia);

    assertThat(
            line(
                ask(Retention.of(
                        VISIT,
                        VISIT,
                        timeline,
                        3,
                        RetentionInterval.calendar(CalendarUnit.DAY, apia)))
                    .total()))
        .isEqualTo("2011-12-29T10:00:00Z 1: 0 1 0");
  }

  /** By the last instant that anybody of the cohort can have started at. */
  @Test
  void interval_isCompleteOnceItHasGoneByForAll() {
    Retention rolling =
        Retention.of(VISIT, VISIT, days("2025-03-01", "2025-03-02"), 1, ROLLING_DAYS);
    Retention calendar = Retention.of(VISIT, VISIT, days("2025-03-01", "2025-03-02"), 2, UTC_DAYS);
    Instant over = Instant.parse("2025-03-02T23:59:59.999Z");

    assertThat(line(ask(rolling, over).total())).isEqualTo("2025-03-01T00:00:00Z 0: 0");
    assertThat(line(ask(rolling, over.minusMillis(1)).total()))
        .isEqualTo("2025-03-01T00:00:00Z 0: 0?");
    assertThat(line(ask(calendar, over.plusMillis(1)).total()))
        .isEqualTo("2025-03-01T00:00:00Z 0: 0 0");
    assertThat(line(ask(calendar, over).total())).isEqualTo("2025-03-01T00:00:00Z 0: 0 0?");
  }

  @Test
  void eventsAheadOfNow_doNotCountYet() {
    Instant now = Instant.parse("2025-03-01T12:00:00Z");
    did("a", VISIT, "2025-03-01T12:00:00Z", "2025-03-01T12:00:00.001Z");
    did("b", VISIT, "2025-03-01T12:00:00.001Z");
    Retention retention =
        Retention.of(VISIT, VISIT, days("2025-03-01", "2025-03-02"), 1, ROLLING_DAYS);

    assertThat(line(ask(retention, now).total())).isEqualTo("2025-03-01T00:00:00Z 1: 0?");
    assertThat(line(ask(retention, now.plusMillis(1)).total()))
        .isEqualTo("2025-03-01T00:00:00Z 2: 1?");
  }

  @Test
  void badBounds_areRefused() {
    Timeline timeline = Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC);

    for (int intervals : new int[] {0, 367}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Retention.of(VISIT, VISIT, timeline, intervals, UTC_DAYS))
          .withMessage("intervals must be in [1, 366], intervals=" + intervals);
    }
    for (Duration length :
        List.of(Duration.ZERO, Duration.ofNanos(1_500_000), Window.DURATION_MAX.plusMillis(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RetentionInterval.rolling(length))
          .withMessage(
              "length must be whole milliseconds in [1 ms, 365000 days], length=" + length);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.of(VISIT, VISIT.inLast(DAY), timeline, 1, UTC_DAYS))
        .withMessageContaining("only an event type and a filter can be looked for here");
  }

  @Test
  void tooManyUnits_areRefused() {
    Retention retention =
        Retention.of(
            VISIT, VISIT, Timeline.last(40, CalendarUnit.YEAR, ZoneOffset.UTC), 1, UTC_DAYS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask(retention))
        .withMessageContaining(
            "a range may have at most 10000 buckets, unit=DAY from=1986-01-01T00:00:00Z");
  }

  @Test
  void table_isLimited() {
    Timeline days = Timeline.last(1_000, CalendarUnit.DAY, ZoneOffset.UTC);

    assertThat(ask(Retention.of(VISIT, VISIT, days, 250, ROLLING_DAYS)).cohorts()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.of(VISIT, VISIT, days, 251, ROLLING_DAYS))
        .withMessage(
            "a retention may have at most 250000 cohorts times intervals, cohorts=1000"
                + " intervals=251");
  }

  @Test
  void timelineBeyondTheRetention_isRefused() {
    try (SegmentationEngine forgetful =
        ShopFixture.builder(new ManualClock(NOW)).retention(DAY).open()) {
      Retention retention =
          Retention.of(
              VISIT, VISIT, Timeline.last(2, CalendarUnit.DAY, ZoneOffset.UTC), 1, UTC_DAYS);

      assertThatExceptionOfType(SchemaException.class)
          .isThrownBy(() -> forgetful.analyze(Predicate.everyone(), retention))
          .withMessageContaining(
              "a timeline must not reach beyond the retention, first instant="
                  + NOW.minus(Duration.ofHours(38).plusMinutes(30)));
    }
  }

  private void did(String profile, EventType type, String... instants) {
    for (String instant : instants) {
      engine.record(Event.of(ProfileId.of(profile), type, Instant.parse(instant)));
    }
  }

  private static Timeline days(String from, String to) {
    return Timeline.between(
        Instant.parse(from + "T00:00:00Z"),
        Instant.parse(to + "T00:00:00Z"),
        CalendarUnit.DAY,
        ZoneOffset.UTC);
  }

  private Retention.Result ask(Retention retention) {
    return ask(retention, NOW);
  }

  private Retention.Result ask(Retention retention, Instant now) {
    return engine.analyze(Predicate.everyone(), retention, now);
  }

  /** Begin, size and who was retained; a question mark where an interval is not complete. */
  private static String line(Cohort cohort) {
    StringBuilder line = new StringBuilder(cohort.from() + " " + cohort.profiles() + ":");
    for (Retention.Interval interval : cohort.intervals()) {
      line.append(' ').append(interval.retained()).append(interval.complete() ? "" : "?");
    }
    return line.toString();
  }
}
