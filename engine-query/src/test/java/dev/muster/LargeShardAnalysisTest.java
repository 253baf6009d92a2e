// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.Lifecycle;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Quantity;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Timeline;
import dev.muster.analysis.Trend;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.segment.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A shard of more than one chunk, and profiles with thousands of events: what random small engines
 * never have. Where profiles lie, and who looks at them, must not show in any answer.
 */
class LargeShardAnalysisTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final StringAttribute CITY = StringAttribute.of("city");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final LongProperty AMOUNT = LongProperty.of("amount");
  private static final StringProperty PLACE = StringProperty.of("place");
  private static final EventType BUY = EventType.of("buy", AMOUNT, PLACE);
  private static final EventType VISIT = EventType.of("visit", AMOUNT, PLACE);
  private static final Schema SCHEMA =
      Schema.builder().attributes(AGE, CITY, TAGS).eventTypes(BUY, VISIT).build();

  private static final int PROFILES = 67_000;
  private static final int BUSY_EVENTS = 4_000;
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void everyAnalysis_isTheSameWhateverTheShards() {
    List<Object> inOneShard;
    try (SegmentationEngine engine = filled(1, 1, 50_000)) {
      assertThat(engine.explain(Predicate.everyone()).chunks()).isEqualTo(2);
      inOneShard = answers(engine);
    }
    try (SegmentationEngine engine = filled(7, 2, 3_000)) {
      assertThat(answers(engine)).isEqualTo(inOneShard);
    }
  }

  @Test
  void analyses_areOfEveryKind() {
    assertThat(analyses())
        .extracting(Object::getClass)
        .containsAll(List.of(Analysis.class.getPermittedSubclasses()));
  }

  private static List<Object> answers(SegmentationEngine engine) {
    List<Predicate> audiences =
        List.of(
            Predicate.everyone(),
            BUY.where(AMOUNT.moreThan(AGE)).then(VISIT).within(Duration.ofHours(30)).did());
    List<Object> answers = new ArrayList<>();
    for (Predicate audience : audiences) {
      for (Analysis<?> analysis : analyses()) {
        answers.add(engine.analyze(audience, analysis));
      }
    }
    answers.add(engine.stateHash());
    return answers;
  }

  private static List<Analysis<?>> analyses() {
    // Few enough hours for masks, and too many.
    Timeline twoDays = Timeline.last(48, CalendarUnit.HOUR, ZoneId.of("Europe/Warsaw"));
    Timeline sixDays = Timeline.last(140, CalendarUnit.HOUR, ZoneId.of("Asia/Kolkata"));
    Segment adults = Segment.of("adults", AGE.atLeast(18));
    Segment buyers = Segment.of("buyers", BUY.did());
    return List.of(
        Overlap.combined(adults, buyers),
        Waterfall.of(buyers, adults),
        Trend.of(BUY.where(AMOUNT.atMost(AGE)), twoDays).sum(AMOUNT),
        Trend.of(VISIT, sixDays).sum(AMOUNT),
        Lifecycle.of(BUY.where(PLACE.is(CITY)), sixDays),
        Retention.of(BUY, VISIT, sixDays, 20, RetentionInterval.rolling(Duration.ofHours(3))),
        Funnel.of(BUY.then(VISIT).then(BUY).within(Duration.ofDays(1)).holding(PLACE)).by(CITY, 5),
        Breakdown.by(Dimension.of(CITY), Dimension.of(TAGS), Dimension.of(BUY, PLACE)),
        CrossTabulation.of(AGE, CITY),
        Distribution.of(Quantity.sum(BUY.where(PLACE.isNot(CITY)), AMOUNT)).percentiles(10, 50, 99),
        Rfm.of(BUY, AMOUNT),
        RfmTransition.since(NOW.minus(Duration.ofDays(1)), Rfm.of(BUY, AMOUNT)));
  }

  private static SegmentationEngine filled(int shards, int queryThreads, int sealEvents) {
    SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA)
            .clock(new ManualClock(NOW))
            .shards(shards)
            .queryThreads(queryThreads)
            .sealEvents(sealEvents)
            .open();
    SplittableRandom random = new SplittableRandom(5);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < PROFILES; i++) {
      ProfileId id = ProfileId.of("p" + i);
      operations.add(update(id, random));
      int events = i % 20_000 == 5 ? BUSY_EVENTS : random.nextInt(3);
      for (int k = 0; k < events; k++) {
        operations.add(event(id, random));
      }
      if (operations.size() > Batch.OPERATIONS_MAX - BUSY_EVENTS - 1) {
        engine.ingest(Batch.of(operations));
        operations.clear();
      }
    }
    engine.ingest(Batch.of(operations));
    return engine;
  }

  private static ProfileUpdate update(ProfileId id, SplittableRandom random) {
    ProfileUpdate update = ProfileUpdate.of(id);
    if (random.nextInt(4) > 0) {
      update = update.set(AGE, random.nextInt(50)).set(CITY, "v" + random.nextInt(30));
    }
    return random.nextInt(3) > 0
        ? update
        : update.set(TAGS, Set.of("x" + random.nextInt(20), "y" + random.nextInt(5)));
  }

  private static Event event(ProfileId id, SplittableRandom random) {
    Event event =
        Event.of(
                id, random.nextInt(2) == 0 ? BUY : VISIT, NOW.minusSeconds(random.nextInt(500_000)))
            .with(AMOUNT, random.nextInt(40));
    return random.nextInt(3) == 0 ? event : event.with(PLACE, "v" + random.nextInt(60));
  }
}
