// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Lifecycle;
import dev.muster.analysis.Timeline;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.schema.SchemaException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleAnalysisTest {

  private final SegmentationEngine engine = ShopFixture.builder(new ManualClock(NOW)).open();

  @AfterEach
  void close() {
    engine.close();
  }

  /** One profile in and out: each day it is one thing at most. */
  @Test
  void profile_passesThroughTheStages() {
    visits("ana", "03-03", "03-03", "03-04", "03-05", "03-08", "03-10");

    assertThat(lines(days("2025-03-02", "2025-03-12")))
        .containsExactly(
            "03-02 new 0 returning 0 resurrected 0 dormant 0",
            "03-03 new 1 returning 0 resurrected 0 dormant 0",
            "03-04 new 0 returning 1 resurrected 0 dormant 0",
            "03-05 new 0 returning 1 resurrected 0 dormant 0",
            "03-06 new 0 returning 0 resurrected 0 dormant 1",
            "03-07 new 0 returning 0 resurrected 0 dormant 0",
            "03-08 new 0 returning 0 resurrected 1 dormant 0",
            "03-09 new 0 returning 0 resurrected 0 dormant 1",
            "03-10 new 0 returning 0 resurrected 1 dormant 0",
            // Tomorrow has not begun, so nobody is missing from it.
            "03-11 new 0 returning 0 resurrected 0 dormant 0");
  }

  @Test
  void firstBucket_looksAtWhatCameBefore() {
    visits("theDayBefore", "03-04", "03-05");
    visits("longBefore", "02-01", "03-05");
    visits("never", "03-05");
    visits("gone", "03-04");
    visits("longGone", "03-03");

    assertThat(lines(days("2025-03-05", "2025-03-06")))
        .containsExactly("03-05 new 1 returning 1 resurrected 1 dormant 1");
  }

  /** A range within a day stands for the whole of it. */
  @Test
  void units_countAsAWhole() {
    visits("ana", "03-05");
    Timeline evening =
        Timeline.between(
            Instant.parse("2025-03-05T20:00:00Z"),
            Instant.parse("2025-03-05T21:00:00Z"),
            CalendarUnit.DAY,
            ZoneOffset.UTC);

    Lifecycle.Result result = engine.analyze(Predicate.everyone(), Lifecycle.of(VISIT, evening));

    assertThat(result.buckets())
        .containsExactly(
            new Lifecycle.Bucket(
                Instant.parse("2025-03-05T00:00:00Z"),
                Instant.parse("2025-03-06T00:00:00Z"),
                true,
                1,
                0,
                0,
                0));
    assertThat(result.buckets().get(0).active()).isEqualTo(1);
  }

  /** In Samoa the day after the 29th of December 2011 was the 31st. */
  @Test
  void dayThatWasLeftOut_doesNotInterrupt() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    engine.record(visit(ProfileId.of("ana"), Instant.parse("2011-12-30T09:00:00Z")));
    engine.record(visit(ProfileId.of("ana"), Instant.parse("2011-12-30T10:00:00Z")));
    Timeline timeline =
        Timeline.between(
            Instant.parse("2011-12-29T10:00:00Z"),
            Instant.parse("2011-12-31T10:00:00Z"),
            CalendarUnit.DAY,
            apia);

    List<Lifecycle.Bucket> buckets =
        engine.analyze(Predicate.everyone(), Lifecycle.of(VISIT, timeline)).buckets();

    assertThat(buckets).extracting(Lifecycle.Bucket::newcomers).containsExactly(1L, 0L);
    assertThat(buckets).extracting(Lifecycle.Bucket::returning).containsExactly(0L, 1L);
  }

  @Test
  void eventAheadOfNow_isNotSeenYet() {
    engine.record(visit(ProfileId.of("ana"), NOW.plusMillis(1)));
    Lifecycle today = Lifecycle.of(VISIT, Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC));

    assertThat(engine.analyze(Predicate.everyone(), today, NOW).buckets().get(0).active()).isZero();
    assertThat(
            engine
                .analyze(Predicate.everyone(), today, NOW.plusMillis(1))
                .buckets()
                .get(0)
                .newcomers())
        .isEqualTo(1);
  }

  /** The day before the first one is needed, too. */
  @Test
  void timelineBeyondTheRetention_isRefused() {
    Lifecycle yesterdayAndToday =
        Lifecycle.of(VISIT, Timeline.last(2, CalendarUnit.DAY, ZoneOffset.UTC));
    Duration needed = Duration.ofHours(48 + 14).plusMinutes(30).plusMillis(1);
    try (SegmentationEngine enough =
            ShopFixture.builder(new ManualClock(NOW)).retention(needed).open();
        SegmentationEngine less =
            ShopFixture.builder(new ManualClock(NOW)).retention(needed.minusMillis(1)).open()) {

      assertThat(enough.analyze(Predicate.everyone(), yesterdayAndToday).buckets()).hasSize(2);
      assertThatExceptionOfType(SchemaException.class)
          .isThrownBy(() -> less.analyze(Predicate.everyone(), yesterdayAndToday))
          .withMessage(
              "a timeline with the unit before it must not reach beyond the retention,"
                  + " first instant="
                  + NOW.minus(Duration.ofHours(62).plusMinutes(30))
                  + " first kept="
                  + NOW.minus(Duration.ofHours(62).plusMinutes(30)).plusMillis(1)
                  + " retention=PT62H30M");
    }
  }

  /** The unit before the first one is one more than a timeline may have. */
  @Test
  void longestTimeline_isTaken() {
    visits("ana", "03-09");

    Lifecycle hours = Lifecycle.of(VISIT, Timeline.last(10_000, CalendarUnit.HOUR, ZoneOffset.UTC));

    assertThat(engine.analyze(Predicate.everyone(), hours).buckets())
        .hasSize(10_000)
        .satisfiesOnlyOnce(bucket -> assertThat(bucket.newcomers()).isEqualTo(1));
  }

  private void visits(String profile, String... days) {
    for (String day : days) {
      Instant instant = Instant.parse("2025-" + day + "T12:00:00Z");
      engine.record(visit(ProfileId.of(profile), instant.plus(DAY.dividedBy(50))));
    }
  }

  private Lifecycle.Result days(String from, String to) {
    Timeline timeline =
        Timeline.between(
            Instant.parse(from + "T00:00:00Z"),
            Instant.parse(to + "T00:00:00Z"),
            CalendarUnit.DAY,
            ZoneOffset.UTC);
    return engine.analyze(Predicate.everyone(), Lifecycle.of(VISIT, timeline));
  }

  private static List<String> lines(Lifecycle.Result result) {
    return result.buckets().stream()
        .map(
            bucket ->
                bucket.from().toString().substring(5, 10)
                    + " new "
                    + bucket.newcomers()
                    + " returning "
                    + bucket.returning()
                    + " resurrected "
                    + bucket.resurrected()
                    + " dormant "
                    + bucket.dormant())
        .toList();
  }
}
