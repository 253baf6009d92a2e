// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine itself adds to calendars and sequences: refusals, retention, explanations. */
class TimeAndOrderTest {

  private static final LongProperty AMOUNT = LongProperty.of("amount");
  private static final EventType CART = EventType.of("cart", AMOUNT);
  private static final EventType PURCHASE = EventType.of("purchase", AMOUNT);
  private static final Schema SCHEMA = Schema.builder().eventTypes(CART, PURCHASE).build();
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final Instant NOW = Instant.parse("2025-03-10T14:30:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final ProfileId ANA = ProfileId.of("ana");

  private final ManualClock clock = new ManualClock(NOW);
  private final SegmentationEngine engine =
      SegmentationEngine.builder(SCHEMA).clock(clock).retention(WEEK).open();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void calendarWindow_mustEndADayInsideTheRetention() {
    engine.count(PURCHASE.inLastCalendarDays(6, KOLKATA).did());
    assertRefused(PURCHASE.inLastCalendarDays(7, KOLKATA).did(), "window=PT192H retention=PT168H");
    engine.count(PURCHASE.inLastCalendarDaysBeforeToday(5, KOLKATA).did());
    assertRefused(PURCHASE.inLastCalendarDaysBeforeToday(6, KOLKATA).did(), "window=PT192H");
  }

  @Test
  void sequence_mustNotLookBeyondTheRetention() {
    engine.count(CART.thenNot(PURCHASE, WEEK).did());
    assertRefused(CART.thenNot(PURCHASE, WEEK.plusMillis(1)).did(), "window=PT168H0.001S");
    assertRefused(CART.then(PURCHASE).inLast(WEEK.plusMillis(1)).did(), "window=PT168H0.001S");
  }

  /** The first purchase ever is the first one kept; a step that has left retention is no step. */
  @Test
  void eventsBeyondTheRetention_areNotSeen() {
    engine.ingest(
        Batch.of(
            List.of(
                Event.of(ANA, CART, NOW.minus(WEEK).plusMillis(1)),
                Event.of(ANA, PURCHASE, NOW.minus(WEEK).plusMillis(1)),
                Event.of(ANA, PURCHASE, NOW.minus(Duration.ofDays(1))))));
    Predicate recentlyFirst = PURCHASE.first().inLast(Duration.ofDays(2)).did();
    Predicate bought = CART.then(PURCHASE).did();

    assertThat(engine.count(recentlyFirst)).isZero();
    assertThat(engine.count(bought)).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(engine.count(recentlyFirst)).isEqualTo(1);
    assertThat(engine.count(bought)).isZero();
  }

  @Test
  void sequence_namesWhatTheSchemaLacks() {
    assertRefused(CART.then(EventType.of("purchas")).did(), "did you mean 'purchase'?");
    assertRefused(CART.thenNot(EventType.of("refund"), WEEK).did(), "unknown event type 'refund'");
    assertRefused(CART.then(CART).without(EventType.of("refund")).did(), "event type 'refund'");
    assertRefused(
        CART.then(PURCHASE.where(LongProperty.of("price").is(1))).did(), "property of 'purchase'");
  }

  @Test
  void filtersOfSteps_countForTheDepth() {
    EventFilter deep = AMOUNT.exists();
    for (int i = 0; i < Predicate.DEPTH_MAX; i++) {
      deep = deep.not();
    }
    EventFilter filter = deep;

    for (Predicate sequence :
        List.of(
            CART.where(filter).then(CART).did(),
            CART.then(CART).without(CART.where(filter)).did(),
            CART.thenNot(CART.where(filter), WEEK).did())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.count(sequence))
          .withMessageContaining("at most 200 levels deep");
    }
  }

  @Test
  void explanation_showsTheSequenceAsOneOperator() {
    engine.ingest(
        Batch.of(
            List.of(
                Event.of(ANA, CART, NOW.minus(Duration.ofDays(1))), Event.of(ANA, PURCHASE, NOW))));
    Predicate sequence = CART.then(PURCHASE).within(WEEK).did();

    assertThat(engine.explain(sequence, NOW).count()).isEqualTo(1);
    assertThat(engine.explain(sequence, NOW).toString())
        .contains("did cart then purchase within 7 days");
  }

  private void assertRefused(Predicate predicate, String message) {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.count(predicate))
        .withMessageContaining(message);
  }
}
