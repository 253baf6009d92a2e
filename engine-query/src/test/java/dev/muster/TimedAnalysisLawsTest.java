// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Lifecycle;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Timeline;
import dev.muster.analysis.Trend;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** What trends, lifecycles and retention say about the same profiles fits together. */
class TimedAnalysisLawsTest {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("Pacific/Apia"));

  private RandomChoice choice;
  private SegmentationEngine engine;
  private EventType type;
  private CalendarUnit unit;
  private ZoneId zone;
  private Instant from;
  private Instant to;
  private Instant now;

  @SeededTest(count = 120)
  void answers_fitTogether(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    choice = domain.choice();
    Schema schema = domain.schema();
    try (SegmentationEngine opened =
        EngineUnderTest.random(schema, choice, new ManualClock(RandomDomain.BASE)).open()) {
      engine = opened;
      for (int i = choice.between(2, 12); i > 0; i--) {
        Batch batch = domain.batch(schema, 30);
        engine.ingest(batch);
      }
      for (int i = 0; i < 4; i++) {
        draw(domain, schema);
        trendAgreesWithCounts();
        unitsAddUp();
        lifecycleAddsUp();
        retentionFitsIn();
      }
    }
  }

  private void draw(RandomDomain domain, Schema schema) {
    type = choice.of(schema.eventTypes());
    unit = choice.of(List.of(CalendarUnit.values()));
    zone = choice.of(ZONES);
    now = domain.now();
    long length = Duration.ofDays(unit == CalendarUnit.HOUR ? 3 : 50).toMillis();
    to = RandomDomain.BASE.plusMillis(choice.between(-length, Duration.ofHours(30).toMillis()));
    from = to.minusMillis(choice.between(1L, length));
  }

  /** Each bucket's profiles, and all of them, are who did it then. */
  private void trendAgreesWithCounts() {
    Trend.Result trend = trend(unit);
    for (Trend.Bucket bucket : trend.buckets()) {
      assertThat(bucket.profiles()).isEqualTo(active(bucket.from(), bucket.to()));
    }
    assertThat(trend.profiles()).isEqualTo(active(from, to));
    assertThat(trend.buckets().get(0).from()).isEqualTo(from);
    assertThat(trend.buckets().get(trend.buckets().size() - 1).to()).isEqualTo(to);
  }

  private Trend.Result trend(CalendarUnit by) {
    return engine.analyze(
        Predicate.everyone(), Trend.of(type, Timeline.between(from, to, by, zone)), now);
  }

  /** Profiles with an event that has come, from {@code begin} to {@code end}. */
  private long active(Instant begin, Instant end) {
    Instant come = now.plusMillis(1).isBefore(end) ? now.plusMillis(1) : end;
    return begin.isBefore(come) ? engine.count(type.between(begin, come).did(), now) : 0;
  }

  /** Hours add up to days, and days to everything larger. */
  private void unitsAddUp() {
    long events = trend(CalendarUnit.YEAR).events();
    for (CalendarUnit smaller : CalendarUnit.values()) {
      assertThat(trend(smaller).events()).as("by %s", smaller).isEqualTo(events);
      assertThat(trend(smaller).profiles()).isEqualTo(trend(CalendarUnit.YEAR).profiles());
    }
  }

  private void lifecycleAddsUp() {
    Lifecycle lifecycle = Lifecycle.of(type, Timeline.between(from, to, unit, zone));
    List<Lifecycle.Bucket> buckets = engine.analyze(Predicate.everyone(), lifecycle, now).buckets();
    long before = lifecycle.buckets(now.toEpochMilli()).fromMillis(0);
    Instant previous = Instant.ofEpochMilli(before);
    for (Lifecycle.Bucket bucket : buckets) {
      assertThat(bucket.active()).isEqualTo(active(bucket.from(), bucket.to()));
      if (!bucket.from().isAfter(now)) {
        assertThat(bucket.returning() + bucket.dormant())
            .isEqualTo(active(previous, bucket.from()));
      }
      assertThat(bucket.newcomers())
          .isEqualTo(engine.count(type.first().between(bucket.from(), bucket.to()).did(), now));
      previous = bucket.from();
    }
  }

  private void retentionFitsIn() {
    RetentionInterval interval =
        choice.chance(50)
            ? RetentionInterval.rolling(Duration.ofHours(choice.between(1, 60)))
            : RetentionInterval.calendar(unit, zone);
    Retention retention =
        Retention.of(type, type, Timeline.between(from, to, unit, zone), 6, interval);
    Retention.Result in = engine.analyze(Predicate.everyone(), retention, now);
    Retention.Result orAfter = engine.analyze(Predicate.everyone(), retention.orAfter(), now);

    assertThat(in.total().profiles()).isEqualTo(active(from, to));
    for (int cohort = 0; cohort < in.cohorts().size(); cohort++) {
      long profiles = in.cohorts().get(cohort).profiles();
      assertThat(orAfter.cohorts().get(cohort).profiles()).isEqualTo(profiles);
      long atMost = profiles;
      for (int i = 0; i < 6; i++) {
        long later = orAfter.cohorts().get(cohort).intervals().get(i).retained();
        assertThat(later).isBetween(in.cohorts().get(cohort).intervals().get(i).retained(), atMost);
        atMost = later;
      }
    }
    assertThat(orAfter.total().intervals().get(0).retained())
        .as("whoever did it twice came back")
        .isEqualTo(engine.count(twice(), now));
  }

  /** Did it on the timeline, and once more at any time from then to now. */
  private Predicate twice() {
    Instant come = now.plusMillis(1);
    if (!from.isBefore(come)) {
      return Predicate.noOne();
    }
    Predicate started = to.isBefore(come) ? type.between(from, to).did() : Predicate.everyone();
    return started.and(type.between(from, come).count().atLeast(2));
  }
}
