// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AMOUNT;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.RATING;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Timeline;
import dev.muster.analysis.Trend;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrendTest {

  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).retention(Duration.ofDays(10_000)).open();

  @AfterEach
  void close() {
    engine.close();
  }

  /** A market case: unique counts profiles, else events; and an integer added up by unit. */
  @Test
  void ct6_eventsProfilesAndSums() {
    LongProperty items = LongProperty.of("items");
    EventType order = EventType.of("order", items);
    Schema schema = Schema.builder().eventTypes(order).build();
    try (SegmentationEngine shop =
        SegmentationEngine.builder(schema).clock(new ManualClock(NOW)).open()) {
      shop.record(Event.of(ANA, order, Instant.parse("2025-03-03T10:00:00Z")).with(items, 2L));
      shop.record(Event.of(ANA, order, Instant.parse("2025-03-03T11:00:00Z")).with(items, 3L));
      shop.record(Event.of(BEN, order, Instant.parse("2025-03-03T12:00:00Z")).with(items, 5L));
      shop.record(Event.of(ANA, order, Instant.parse("2025-03-05T12:00:00Z")));
      shop.record(Event.of(BEN, order, Instant.parse("2025-02-28T12:00:00Z")).with(items, -1L));

      assertThat(lines(trend(shop, order, items, CalendarUnit.DAY)))
          .containsExactly(
              "2025-02-28 1 1 -1",
              "2025-03-01 0 0 0",
              "2025-03-02 0 0 0",
              "2025-03-03 3 2 10",
              "2025-03-04 0 0 0",
              "2025-03-05 1 1 0");
      assertThat(lines(trend(shop, order, items, CalendarUnit.WEEK)))
          .containsExactly("2025-02-28 1 1 -1", "2025-03-03 4 2 10");
      assertThat(lines(trend(shop, order, items, CalendarUnit.MONTH)))
          .containsExactly("2025-02-28 1 1 -1", "2025-03-01 4 2 10");
      assertThat(trend(shop, order, items, CalendarUnit.MONTH).events()).isEqualTo(5);
      assertThat(trend(shop, order, items, CalendarUnit.MONTH).profiles()).isEqualTo(2);
    }
  }

  private static Trend.Result trend(
      SegmentationEngine shop, EventType order, LongProperty items, CalendarUnit unit) {
    Timeline timeline =
        Timeline.between(
            Instant.parse("2025-02-28T00:00:00Z"),
            Instant.parse("2025-03-06T00:00:00Z"),
            unit,
            ZoneOffset.UTC);
    return shop.analyze(Predicate.everyone(), Trend.of(order, timeline).sum(items));
  }

  private static List<String> lines(Trend.Result result) {
    return result.buckets().stream()
        .map(
            bucket ->
                bucket.from().toString().substring(0, 10)
                    + " "
                    + bucket.events()
                    + " "
                    + bucket.profiles()
                    + " "
                    + bucket.exactSum())
        .toList();
  }

  @Test
  void audienceAndFilter_narrowWhatIsCounted() {
    engine.record(Event.of(ANA, PURCHASE, NOW).with(CATEGORY, "shoes"));
    engine.record(Event.of(BEN, PURCHASE, NOW).with(CATEGORY, "shoes"));
    engine.record(Event.of(BEN, PURCHASE, NOW).with(CATEGORY, "hats"));
    engine.record(visit(BEN, NOW));
    Timeline today = Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC);

    Trend.Result everyone =
        engine.analyze(Predicate.everyone(), Trend.of(PURCHASE.where(CATEGORY.is("shoes")), today));
    Trend.Result visitors = engine.analyze(VISIT.did(), Trend.of(PURCHASE, today));

    assertThat(everyone.events()).isEqualTo(2);
    assertThat(everyone.profiles()).isEqualTo(2);
    assertThat(visitors.events()).isEqualTo(2);
    assertThat(visitors.profiles()).isEqualTo(1);
  }

  @Test
  void eventsAheadOfNow_doNotCountYet() {
    engine.record(visit(ANA, NOW));
    engine.record(visit(ANA, NOW.plusMillis(1)));
    Trend trend = Trend.of(VISIT, Timeline.last(2, CalendarUnit.DAY, ZoneOffset.UTC));

    Trend.Result result = engine.analyze(Predicate.everyone(), trend, NOW);
    Trend.Result later = engine.analyze(Predicate.everyone(), trend, NOW.plusMillis(1));

    assertThat(result.events()).isEqualTo(1);
    assertThat(later.events()).isEqualTo(2);
    assertThat(result.buckets()).extracting(Trend.Bucket::complete).containsExactly(true, false);
    assertThat(result.buckets().get(1).to()).isEqualTo(Instant.parse("2025-03-11T00:00:00Z"));
  }

  @Test
  void bucket_isCompleteOnceItsEndHasCome() {
    Trend trend =
        Trend.of(VISIT, Timeline.between(NOW.minus(DAY), NOW, CalendarUnit.YEAR, ZoneOffset.UTC));

    assertThat(engine.analyze(Predicate.everyone(), trend, NOW).buckets())
        .containsExactly(new Trend.Bucket(NOW.minus(DAY), NOW, true, 0, 0, null));
    assertThat(engine.analyze(Predicate.everyone(), trend, NOW.minusMillis(1)).buckets())
        .containsExactly(new Trend.Bucket(NOW.minus(DAY), NOW, false, 0, 0, null));
  }

  /** The minutes around local midnights, on days of 23 and 25 hours and where there was no day. */
  @Test
  void events_fallOnTheDayOfTheZone() {
    assertThat(perDay(BERLIN, "2024-03-30T22:59:59.999Z", "2024-03-30T23:00:00Z"))
        .containsExactly(1L, 1L);
    assertThat(perDay(BERLIN, "2024-03-30T23:00:00Z", "2024-03-31T21:59:59.999Z"))
        .containsExactly(2L);
    assertThat(perDay(BERLIN, "2024-10-26T22:00:00Z", "2024-10-27T22:59:59.999Z"))
        .containsExactly(2L);
    assertThat(perDay(NEW_YORK, "2025-03-09T05:00:00Z", "2025-03-10T03:59:59.999Z"))
        .containsExactly(2L);
    assertThat(perDay(NEW_YORK, "2024-11-03T04:00:00Z", "2024-11-04T04:59:59.999Z"))
        .containsExactly(2L);
    assertThat(perDay(KOLKATA, "2025-03-08T18:29:59.999Z", "2025-03-08T18:30:00Z"))
        .containsExactly(1L, 1L);
    assertThat(perDay(APIA, "2011-12-30T09:59:59.999Z", "2011-12-30T10:00:00Z"))
        .containsExactly(1L, 1L);
  }

  /** Events of each day from the first instant to the second, with one event at each of them. */
  private List<Long> perDay(ZoneId zone, String first, String second) {
    ProfileId profile = ProfileId.of(zone + first + second);
    Instant from = Instant.parse(first);
    Instant to = Instant.parse(second);
    engine.record(visit(profile, from));
    engine.record(visit(profile, to));
    engine.update(ProfileUpdate.of(profile).set(COUNTRY, profile.value()));
    Timeline timeline = Timeline.between(from, to.plusMillis(1), CalendarUnit.DAY, zone);
    return engine.analyze(COUNTRY.is(profile.value()), Trend.of(VISIT, timeline)).buckets().stream()
        .map(Trend.Bucket::events)
        .toList();
  }

  @Test
  void sums_areExactBeyond64BitsAndNearestForDoubles() {
    BigDecimal most = new BigDecimal("92233720368547758.07");
    for (int i = 0; i < 3; i++) {
      engine.record(Event.of(ANA, PURCHASE, NOW).with(AMOUNT, most).with(RATING, 0.1));
      engine.record(Event.of(BEN, PURCHASE, NOW).with(RATING, i == 0 ? 1e16 : -5e15));
    }
    Timeline today = Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC);

    Trend.Bucket amounts =
        engine
            .analyze(Predicate.everyone(), Trend.of(PURCHASE, today).sum(AMOUNT))
            .buckets()
            .get(0);
    Trend.Bucket ratings =
        engine
            .analyze(Predicate.everyone(), Trend.of(PURCHASE, today).sum(RATING))
            .buckets()
            .get(0);

    assertThat(amounts.exactSum()).isEqualTo(most.multiply(BigDecimal.valueOf(3)));
    assertThat(ratings.doubleSum()).isEqualTo(0.30000000000000004);
    assertThat(amounts.events()).isEqualTo(6);
    assertThatIllegalStateException()
        .isThrownBy(amounts::doubleSum)
        .withMessage("no DOUBLE was added up, sum=276701161105643274.21");
    assertThatIllegalStateException()
        .isThrownBy(ratings::exactSum)
        .withMessage("no LONG or DECIMAL was added up, sum=0.30000000000000004");
  }

  @Test
  void timelineBeyondTheRetention_isRefused() {
    try (SegmentationEngine forgetful =
        ShopFixture.builder(new ManualClock(NOW)).retention(DAY).open()) {
      Instant first = NOW.minus(DAY).plusMillis(1);
      Trend allowed =
          Trend.of(VISIT, Timeline.between(first, NOW, CalendarUnit.DAY, ZoneOffset.UTC));
      Trend refused =
          Trend.of(
              VISIT, Timeline.between(first.minusMillis(1), NOW, CalendarUnit.DAY, ZoneOffset.UTC));

      assertThat(forgetful.analyze(Predicate.everyone(), allowed).events()).isZero();
      assertThatExceptionOfType(SchemaException.class)
          .isThrownBy(() -> forgetful.analyze(Predicate.everyone(), refused))
          .withMessage(
              "a timeline must not reach beyond the retention, first instant="
                  + first.minusMillis(1)
                  + " first kept="
                  + first
                  + " retention=PT24H");
      assertThatExceptionOfType(SchemaException.class)
          .isThrownBy(
              () ->
                  forgetful.analyze(
                      Predicate.everyone(),
                      Trend.of(VISIT, Timeline.last(2, CalendarUnit.DAY, ZoneOffset.UTC))))
          .withMessageContaining("first instant=2025-03-09T00:00:00Z ");
    }
  }

  @Test
  void whatTheSchemaLacks_isRefused() {
    Timeline today = Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC);

    assertThat(refusal(Trend.of(EventType.of("visits"), today)))
        .isEqualTo("unknown event type 'visits'; did you mean 'visit'?");
    assertThat(refusal(Trend.of(PURCHASE, today).sum(LongProperty.of("amount"))))
        .isEqualTo("property of 'purchase' 'amount': the schema has DECIMAL(2), asked for as LONG");
    assertThat(refusal(Trend.of(VISIT, today).sum(AMOUNT)))
        .isEqualTo("unknown property of 'visit' 'amount'");
  }

  private String refusal(Trend trend) {
    return String.valueOf(
        catchThrowableOfType(
                SchemaException.class, () -> engine.analyze(Predicate.everyone(), trend))
            .getMessage());
  }

  @Test
  void eventsThatSayWhen_areRefused() {
    Timeline today = Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(VISIT.inLast(DAY), today))
        .withMessageContaining("only an event type and a filter can be looked for here")
        .withMessageContaining("PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(VISIT.first(), today))
        .withMessageContaining("FIRST");
  }

  @Test
  void nestingOfFilters_isRefusedBeyondTheLimit() {
    EventFilter filter = CATEGORY.is("x");
    for (int i = 0; i < 300; i++) {
      filter = filter.not();
    }
    Trend trend =
        Trend.of(PURCHASE.where(filter), Timeline.last(1, CalendarUnit.DAY, ZoneOffset.UTC));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.analyze(Predicate.everyone(), trend))
        .withMessageContaining("200 levels");
  }
}
