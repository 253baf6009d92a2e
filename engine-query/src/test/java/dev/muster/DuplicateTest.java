// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.profile.RejectedOperationException;
import dev.muster.reference.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What arrives twice counts once, for as long as the engine remembers. */
class DuplicateTest {

  private static final Duration HORIZON = Duration.ofHours(24);

  private final ManualClock clock = new ManualClock(NOW);
  private final SegmentationEngine engine = ShopFixture.builder(clock).purgeRows(1).open();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void eventId_isTakenOnceAndTheFirstWins() {
    Event first = Event.of(ANA, PURCHASE, NOW).with(CATEGORY, "shoes").id("e1");
    Event second = Event.of(ANA, PURCHASE, NOW.minusSeconds(60)).with(CATEGORY, "hats").id("e1");

    assertApplied(engine.record(first), 1, 0);
    assertApplied(engine.record(second), 0, 1);

    assertThat(engine.profile(ANA).orElseThrow().events()).hasSize(1);
    assertThat(engine.count(PURCHASE.where(CATEGORY.is("shoes")).did())).isEqualTo(1);
  }

  @Test
  void eventId_isTakenOnceWithinABatchAndAcrossTypes() {
    Receipt receipt =
        engine.ingest(
            Batch.of(visit(ANA, NOW).id("e1"), visit(ANA, NOW).id("e1"), purchase().id("e1")));

    assertApplied(receipt, 1, 2);
    assertThat(engine.count(VISIT.count().is(1).and(PURCHASE.didNot()))).isEqualTo(1);
  }

  @Test
  void eventId_belongsToItsProfile() {
    engine.record(visit(ANA, NOW).id("e1"));

    assertApplied(engine.record(visit(BEN, NOW).id("e1")), 1, 0);

    assertThat(engine.count(VISIT.did())).isEqualTo(2);
  }

  @Test
  void eventWithoutAnId_isNeverADuplicate() {
    engine.record(visit(ANA, NOW));

    assertApplied(engine.record(visit(ANA, NOW)), 1, 0);

    assertThat(engine.count(VISIT.count().is(2))).isEqualTo(1);
  }

  @Test
  void eventId_isForgottenAfterTheHorizon() {
    engine.record(visit(ANA, NOW).id("e1"));
    clock.advance(HORIZON.minusMillis(1));
    assertApplied(engine.record(visit(ANA, NOW).id("e1")), 0, 1);

    clock.advance(Duration.ofMillis(1));

    assertApplied(engine.record(visit(ANA, NOW).id("e1")), 1, 0);
    assertApplied(engine.record(visit(ANA, NOW).id("e1")), 0, 1);
    assertThat(engine.count(VISIT.count().is(2))).isEqualTo(1);
  }

  /** Ingest time does not fall, so a clock that is put back makes nothing forgotten or new. */
  @Test
  void eventId_staysRememberedWhenTheClockIsPutBack() {
    engine.record(visit(ANA, NOW).id("e1"));
    clock.set(NOW.minus(HORIZON));

    assertApplied(engine.record(visit(ANA, NOW.minus(HORIZON)).id("e1")), 0, 1);
  }

  @Test
  void eventId_isNewToAProfileThatBeginsAnew() {
    engine.record(visit(ANA, NOW).id("e1"));
    engine.delete(ANA);

    assertApplied(engine.record(visit(ANA, NOW).id("e1")), 1, 0);

    assertThat(engine.profile(ANA).orElseThrow().events()).hasSize(1);
  }

  /** Rows of the deleted are reused at once here; who gets them inherits nothing. */
  @Test
  void eventId_isNewToWhoeverGetsTheRow() {
    for (int i = 0; i < 50; i++) {
      String name = "p" + i;
      ProfileUpdate update = ProfileUpdate.of(name);
      Receipt receipt = engine.record(visit(update.profileId(), NOW).id("e1"));
      assertApplied(receipt, 1, 0);
      engine.delete(update.profileId());
    }
    assertThat(engine.count(Predicate.everyone())).isZero();
  }

  @Test
  void eventIdOfARefusedBatch_isNotRemembered() {
    Batch bad = Batch.of(visit(ANA, NOW).id("e1"), ProfileUpdate.of(ANA).set("age", "x"));
    assertThatExceptionOfType(RejectedOperationException.class)
        .isThrownBy(() -> engine.ingest(bad));

    assertApplied(engine.record(visit(ANA, NOW).id("e1")), 1, 0);
  }

  @Test
  void batchOfAProducer_isTakenOnce() {
    Batch batch = Batch.of(visit(ANA, NOW), visit(BEN, NOW)).from("crm", 5);

    assertApplied(engine.ingest(batch), 2, 0);
    assertApplied(engine.ingest(batch), 0, 2);

    assertThat(engine.count(VISIT.count().is(1))).isEqualTo(2);
  }

  @Test
  void batchOfAProducer_isADuplicateUnlessItsNumberIsAboveTheLast() {
    for (long sequence : List.of(5L, 7L, 100L)) {
      assertApplied(engine.ingest(Batch.of(visit(ANA, NOW)).from("crm", sequence)), 1, 0);
    }
    for (long sequence : List.of(100L, 99L, 6L, 0L)) {
      assertApplied(engine.ingest(Batch.of(visit(ANA, NOW)).from("crm", sequence)), 0, 1);
    }
    assertApplied(engine.ingest(Batch.of(visit(ANA, NOW)).from("web", 0)), 1, 0);
    assertApplied(engine.ingest(Batch.of(visit(ANA, NOW))), 1, 0);
    assertThat(engine.count(VISIT.count().is(5))).isEqualTo(1);
  }

  @Test
  void refusedBatchOfAProducer_mayBeSentAgainCorrected() {
    Batch bad = Batch.of(ProfileUpdate.of(ANA).set("age", "31")).from("crm", 1);
    assertThatExceptionOfType(RejectedOperationException.class)
        .isThrownBy(() -> engine.ingest(bad));

    Batch good = Batch.of(ProfileUpdate.of(ANA).set(AGE, 31)).from("crm", 1);

    assertApplied(engine.ingest(good), 1, 0);
    assertThat(engine.count(AGE.is(31))).isEqualTo(1);
  }

  private static Event purchase() {
    return Event.of(ANA, PURCHASE, NOW);
  }

  private static void assertApplied(Receipt receipt, int applied, int duplicates) {
    assertThat(receipt).isEqualTo(new Receipt(receipt.epoch(), applied, duplicates, 0));
  }

  @Test
  void lastSequence_isThatOfTheLastBatchTaken() {
    assertThat(engine.lastSequence("p")).isEmpty();

    engine.ingest(Batch.of(visit(ANA, NOW)).from("p", 3));
    engine.submit(Batch.of(visit(ANA, NOW)).from("p", 7));
    engine.submit(Batch.of(visit(ANA, NOW)).from("p", 5));
    engine.ingest(Batch.of().from("empty", 0));

    assertThat(engine.lastSequence("p")).hasValue(7);
    assertThat(engine.lastSequence("empty")).hasValue(0);
    assertThat(engine.lastSequence("q")).isEmpty();
  }

  @Test
  void lastSequence_ofAClosedEngine_isRefused() {
    engine.close();

    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> engine.lastSequence("p"));
  }
}
