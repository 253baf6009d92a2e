// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.analysis.FunnelResult.Row;
import dev.muster.analysis.FunnelResult.Step;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Funnels by hand, on two shards: modes, what is held, breakdowns, and what is refused. */
class FunnelTest {

  private static final StringProperty SKU = StringProperty.of("sku");
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final EventType VISIT = EventType.of("visit", SKU);
  private static final EventType CART = EventType.of("cart", SKU);
  private static final EventType PURCHASE = EventType.of("purchase", SKU);
  private static final EventType PLAIN = EventType.of("plain");
  private static final Instant NOW = Instant.parse("2025-03-10T14:30:00Z");
  private static final Duration RETENTION = Duration.ofDays(30);

  private final SegmentationEngine engine =
      SegmentationEngine.builder(
              Schema.builder().attributes(COUNTRY).eventTypes(VISIT, CART, PURCHASE, PLAIN).build())
          .shards(2)
          .retention(RETENTION)
          .clock(new ManualClock(NOW))
          .open();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void entry_isTheBestOneUnlessTheFirstIsAskedFor() {
    happened("ana", VISIT, 0);
    happened("ana", VISIT, 50);
    happened("ana", CART, 60);
    happened("ben", VISIT, 0);
    happened("ben", CART, 20);
    Funnel funnel = Funnel.of(VISIT.then(CART)).withPercentiles(100);

    assertThat(ask(funnel).steps())
        .containsExactly(new Step("visit", 2, null), new Step("cart", 2, times(10, 10, 20)));
    assertThat(ask(funnel.fromFirstEntry()).steps())
        .containsExactly(new Step("visit", 2, null), new Step("cart", 2, times(20, 20, 60)));
    Funnel quick = Funnel.of(VISIT.then(CART).within(Duration.ofMillis(30)));
    assertThat(profiles(ask(quick))).containsExactly(2L, 2L);
    assertThat(profiles(ask(quick.fromFirstEntry()))).containsExactly(2L, 1L);
  }

  /** All events of the first instant may be the entry, and no later one. */
  @Test
  void firstEntry_isAnInstantInTheWindow() {
    happened("ana", VISIT, 0);
    happened("ana", VISIT, 10);
    happened("ana", VISIT, 10);
    Funnel twice = Funnel.of(VISIT.then(VISIT).within(Duration.ZERO)).fromFirstEntry();

    assertThat(profiles(ask(twice))).containsExactly(1L, 0L);
    Funnel later =
        Funnel.of(
                VISIT.then(VISIT).within(Duration.ZERO).inLast(Duration.ofHours(1).minusMillis(9)))
            .fromFirstEntry();
    assertThat(profiles(ask(later))).containsExactly(1L, 1L);
  }

  @Test
  void orderModes_ruleOutOtherStepsOrTheTwo() {
    happened("ana", VISIT, 0);
    happened("ana", CART, 10);
    happened("ana", VISIT, 20);
    happened("ana", PURCHASE, 30);
    happened("ben", VISIT, 0);
    happened("ben", CART, 10);
    happened("ben", CART, 20);
    happened("ben", PURCHASE, 30);
    Funnel funnel = Funnel.of(VISIT.then(CART).then(PURCHASE));

    assertThat(profiles(ask(funnel))).containsExactly(2L, 2L, 2L);
    assertThat(profiles(ask(funnel.strictDeduplication()))).containsExactly(2L, 2L, 1L);
    assertThat(profiles(ask(funnel.strictOrder()))).containsExactly(2L, 2L, 0L);
  }

  @Test
  void held_isAFunnelOfEachValue() {
    happened("ana", VISIT, 0, "shoe");
    happened("ana", CART, 10, "hat");
    happened("ana", VISIT, 20, "hat");
    happened("ben", VISIT, 0);
    happened("ben", CART, 10, "hat");
    happened("eve", VISIT, 0, "shoe");
    happened("eve", VISIT, 5, "hat");
    happened("eve", CART, 10, "shoe");
    happened("eve", CART, 12, "hat");
    Funnel held = Funnel.of(VISIT.then(CART).holding(SKU)).withPercentiles(100);

    assertThat(ask(held).steps())
        .containsExactly(new Step("visit", 2, null), new Step("cart", 1, times(7, 7, 7)));
    assertThat(profiles(ask(Funnel.of(VISIT.then(CART))))).containsExactly(3L, 3L);
  }

  @Test
  void breakdown_showsTheValuesOfMostEntriesAndTheRest() {
    for (String name : List.of("in1", "in2", "in3", "pl1", "pl2", "de1", "at1", "xx")) {
      if (!name.equals("xx")) {
        engine.update(ProfileUpdate.of(name).set(COUNTRY, name.substring(0, 2)));
      }
      happened(name, VISIT, 0);
    }
    engine.update(ProfileUpdate.of("fr").set(COUNTRY, "fr"));
    happened("in1", CART, 1);
    happened("at1", CART, 1);
    happened("de1", CART, 1);
    happened("xx", CART, 1);
    Funnel funnel = Funnel.of(VISIT.then(CART));

    assertThat(ask(funnel).breakdown()).isNull();
    assertThat(ask(funnel.by(COUNTRY, 3)).breakdown())
        .isEqualTo(
            new FunnelResult.Breakdown(
                List.of(
                    new Row("in", List.of(3L, 1L)),
                    new Row("pl", List.of(2L, 0L)),
                    new Row("at", List.of(1L, 1L))),
                List.of(1L, 1L),
                List.of(1L, 1L)));
    assertThat(engine.analyze(COUNTRY.is("pl"), funnel.by(COUNTRY)).breakdown())
        .isEqualTo(
            new FunnelResult.Breakdown(
                List.of(new Row("pl", List.of(2L, 0L))), List.of(0L, 0L), List.of(0L, 0L)));
  }

  @Test
  void nobody_hasNoTimes() {
    FunnelResult result = ask(Funnel.of(VISIT.then(CART)).by(COUNTRY));

    assertThat(result.steps())
        .containsExactly(new Step("visit", 0, null), new Step("cart", 0, null));
    assertThat(result.breakdown())
        .isEqualTo(new FunnelResult.Breakdown(List.of(), List.of(0L, 0L), List.of(0L, 0L)));
    assertThat(result.conversion(1)).isZero();
  }

  @Test
  void whatTheSchemaLacks_isRefused() {
    Funnel funnel = Funnel.of(VISIT.then(CART));

    assertThat(refusal(Funnel.of(VISIT.then(EventType.of("cartt")))))
        .isEqualTo("unknown event type 'cartt'; did you mean 'cart'?");
    assertThat(refusal(Funnel.of(VISIT.then(PLAIN).holding(SKU))))
        .isEqualTo("unknown property of 'plain' 'sku'");
    assertThat(refusal(funnel.by(StringAttribute.of("contry"))))
        .isEqualTo("unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refusal(funnel.by(LongAttribute.of("country"))))
        .isEqualTo("attribute 'country': the schema has STRING, asked for as LONG");
    assertThat(refusal(Funnel.of(VISIT.then(CART).inLast(RETENTION.plusMillis(1)))))
        .startsWith("a window must not reach beyond the retention");
  }

  @Test
  void filters_areRefusedBeyondTheDepth() {
    EventFilter filter = SKU.is("x");
    for (int i = 0; i < 300; i++) {
      filter = filter.not();
    }
    Funnel step = Funnel.of(VISIT.then(CART.where(filter)));
    Funnel between = Funnel.of(VISIT.then(CART).without(CART.where(filter)));

    for (Funnel funnel : List.of(step, between)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ask(funnel))
          .withMessage("a predicate may be nested at most 200 levels deep");
    }
  }

  private String refusal(Funnel funnel) {
    StringBuilder message = new StringBuilder();
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> ask(funnel))
        .satisfies(e -> message.append(e.getMessage()));
    return message.toString();
  }

  private FunnelResult ask(Funnel funnel) {
    return engine.analyze(Predicate.everyone(), funnel);
  }

  private static List<Long> profiles(FunnelResult result) {
    return result.steps().stream().map(Step::profiles).toList();
  }

  private static FunnelResult.Times times(long shortest, long median, long longest) {
    return FunnelResult.Times.of(new long[] {shortest, median, longest}, List.of(100));
  }

  /** An hour ago and so many milliseconds later. */
  private void happened(String profile, EventType type, long millis) {
    engine.record(event(profile, type, millis));
  }

  private void happened(String profile, EventType type, long millis, String sku) {
    engine.record(event(profile, type, millis).with(SKU, sku));
  }

  private static Event event(String profile, EventType type, long millis) {
    return Event.of(ProfileId.of(profile), type, NOW.minusSeconds(3_600).plusMillis(millis));
  }
}
