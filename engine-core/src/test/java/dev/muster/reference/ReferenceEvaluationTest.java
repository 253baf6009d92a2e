// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.DateProperty;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventSource;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.VersionAttribute;
import dev.muster.value.GeoPoint;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What predicates mean, by hand-made examples. */
class ReferenceEvaluationTest {

  private static final ProfileId ANA = ProfileId.of("ana");
  private static final ProfileId BEA = ProfileId.of("bea");
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  private static final VersionAttribute APP = VersionAttribute.of("app");
  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  private static final LongProperty POINTS = LongProperty.of("points");
  private static final DoubleProperty RATING = DoubleProperty.of("rating");
  private static final DateProperty DUE = DateProperty.of("due");
  private static final EventType PURCHASE =
      EventType.of("purchase", CATEGORY, AMOUNT, POINTS, RATING, DUE);
  private static final Schema SCHEMA =
      Schema.builder()
          .attributes(COUNTRY, BALANCE, TAGS, HOME, APP)
          .eventTypes(PURCHASE, EventType.of("refund"))
          .build();
  private static final long NOW = RandomDomain.BASE.toEpochMilli();
  private static final Duration DAY = Duration.ofDays(1);
  private static final long DAY_MILLIS = DAY.toMillis();

  private final ReferenceEngine engine = new ReferenceEngine(SCHEMA);

  /** The pair that users confuse, side by side. */
  @Test
  void not_includesProfilesWithoutAValueAndIsNotDoesNot() {
    write(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));
    write(ProfileUpdate.of(BEA));

    assertThat(audience(COUNTRY.is("IN").not())).containsExactlyInAnyOrder(ANA, BEA);
    assertThat(audience(COUNTRY.isNot("IN"))).containsExactly(ANA);
  }

  @Test
  void missing_makesEveryComparisonFalse() {
    write(ProfileUpdate.of(ANA));

    for (Predicate comparison :
        List.of(
            COUNTRY.is(""),
            COUNTRY.isNot("IN"),
            COUNTRY.notIn(),
            COUNTRY.lessThan("z"),
            COUNTRY.contains(""),
            COUNTRY.doesNotContain("x"),
            COUNTRY.matches(".*"),
            TAGS.hasNoneOf("x"),
            TAGS.hasAllOf(),
            TAGS.sizeAtMost(9),
            HOME.withinKilometres(99_999, new GeoPoint(0, 0)),
            COUNTRY.exists())) {
      assertThat(audience(comparison)).as(comparison.toString()).isEmpty();
    }
    assertThat(audience(COUNTRY.missing())).containsExactly(ANA);
  }

  @Test
  void emptyTextAndEmptySet_areValues() {
    write(ProfileUpdate.of(ANA).set(COUNTRY, "").set(TAGS, Set.of()));

    assertHolds(COUNTRY.exists());
    assertHolds(COUNTRY.is(""));
    assertHolds(TAGS.exists());
    assertHolds(TAGS.sizeAtMost(0));
    assertHolds(TAGS.hasNoneOf("vip"));
    assertFails(TAGS.hasAnyOf("vip"));
  }

  @Test
  void sets_holdAnyAllOrNone() {
    write(ProfileUpdate.of(ANA).set(TAGS, Set.of("vip", "beta")));

    assertHolds(TAGS.has("vip"));
    assertHolds(TAGS.hasAllOf("vip", "beta"));
    assertHolds(TAGS.hasAllOf());
    assertFails(TAGS.hasAnyOf());
    assertHolds(TAGS.hasNoneOf());
    assertFails(TAGS.hasAllOf("vip", "other"));
    assertFails(TAGS.hasNoneOf("other", "beta"));
    assertHolds(TAGS.sizeAtLeast(2));
    assertFails(TAGS.sizeAtLeast(3));
    assertFails(TAGS.has("VIP"));
  }

  @Test
  void texts_compareByCodePointUnlessFolded() {
    write(ProfileUpdate.of(ANA).set(COUNTRY, "Straße"));

    assertFails(COUNTRY.is("STRASSE"));
    assertHolds(COUNTRY.isIgnoringCase("STRASSE"));
    assertHolds(COUNTRY.endsWithIgnoringCase("SSE"));
    assertFails(COUNTRY.startsWith("s"));
    assertHolds(COUNTRY.lessThan("s"));
    assertHolds(COUNTRY.lessThan("😀"));
    assertFails(COUNTRY.matches("Str"));
    assertHolds(COUNTRY.matches("Str.*"));
    assertFails(
        COUNTRY.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "strasse", true, true)));
  }

  @Test
  void decimals_compareWithLiteralsOfAnyScale() {
    write(ProfileUpdate.of(ANA).set(BALANCE, new BigDecimal("0.01")));

    assertHolds(BALANCE.moreThan(new BigDecimal("0.005")));
    assertHolds(BALANCE.lessThan(new BigDecimal("0.010000001")));
    assertHolds(BALANCE.test(new ValueTest.In(Set.of(new BigDecimal("0.0100")))));
    assertFails(BALANCE.between(1, 0));
  }

  @Test
  void points_lieWithinARadiusEdgeIncluded() {
    GeoPoint centre = new GeoPoint(12.97, 77.59);
    GeoPoint home = new GeoPoint(13, 77.6);
    double metres = home.metresTo(centre);
    write(ProfileUpdate.of(ANA).set(HOME, home));

    assertHolds(HOME.test(new ValueTest.WithinRadius(centre, metres)));
    assertFails(HOME.test(new ValueTest.WithinRadius(centre, Math.nextDown(metres))));
    assertHolds(HOME.is(home));
    assertHolds(HOME.isNot(centre));
  }

  @Test
  void versions_compareByPrecedence() {
    write(ProfileUpdate.of(ANA).set(APP, Version.parse("1.10.0-beta")));

    assertHolds(APP.moreThan(Version.parse("1.9.0")));
    assertHolds(APP.lessThan(Version.parse("1.10")));
  }

  @Test
  void emptyLogic_isEveryoneOrNoOne() {
    write(ProfileUpdate.of(ANA));

    assertHolds(Predicate.everyone());
    assertFails(Predicate.noOne());
    assertHolds(Predicate.noOne().not());
  }

  @Test
  void rollingWindows_areExactToTheMillisecond() {
    purchase(NOW);

    assertThat(engine.matches(ANA, PURCHASE.inLast(DAY).did(), NOW + DAY_MILLIS - 1)).isTrue();
    assertThat(engine.matches(ANA, PURCHASE.inLast(DAY).did(), NOW + DAY_MILLIS)).isFalse();
    EventSource dayBefore = PURCHASE.ago(DAY, DAY.multipliedBy(2));
    assertThat(engine.matches(ANA, dayBefore.did(), NOW + DAY_MILLIS - 1)).isFalse();
    assertThat(engine.matches(ANA, dayBefore.did(), NOW + DAY_MILLIS)).isTrue();
    assertThat(engine.matches(ANA, dayBefore.did(), NOW + 2 * DAY_MILLIS)).isFalse();
  }

  @Test
  void counts_atMostIncludesNone() {
    write(ProfileUpdate.of(BEA));
    purchase(NOW);
    purchase(NOW - 1);

    assertThat(audience(PURCHASE.count().atMost(2))).containsExactlyInAnyOrder(ANA, BEA);
    assertThat(audience(PURCHASE.count().atMost(1))).containsExactly(BEA);
    assertThat(audience(PURCHASE.didNot())).containsExactly(BEA);
    assertThat(audience(PURCHASE.count().exists())).containsExactlyInAnyOrder(ANA, BEA);
    assertThat(audience(PURCHASE.count().missing())).isEmpty();
  }

  @Test
  void filter_looksAtOneAndTheSameEvent() {
    write(purchaseAt(NOW).with(CATEGORY, "shoes").with(AMOUNT, new BigDecimal("50")));
    write(purchaseAt(NOW).with(CATEGORY, "hats").with(AMOUNT, new BigDecimal("150")));

    assertFails(PURCHASE.where(CATEGORY.is("shoes").and(AMOUNT.moreThan(100))).did());
    assertHolds(
        PURCHASE.where(CATEGORY.is("shoes")).did().and(PURCHASE.where(AMOUNT.moreThan(100)).did()));
  }

  @Test
  void days_areCountedInTheirZone() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    long localMidnight = NOW - Duration.ofMinutes(330).toMillis();
    purchase(localMidnight);
    purchase(localMidnight - 1);
    purchase(localMidnight - 2);

    assertHolds(PURCHASE.days().is(1));
    assertHolds(PURCHASE.days(kolkata).is(2));
    assertHolds(PURCHASE.where(CATEGORY.exists()).days().is(0));
  }

  @Test
  void periods_countBackwardsFromNowWithTheFarEdgeInTheNextOne() {
    purchase(NOW);
    purchase(NOW - DAY_MILLIS + 1);
    purchase(NOW - DAY_MILLIS);
    purchase(NOW - 3 * DAY_MILLIS);

    assertHolds(PURCHASE.periods(DAY, 1).is(3));
    assertHolds(PURCHASE.periods(DAY, 2).is(1));
    assertHolds(PURCHASE.inLast(DAY.multipliedBy(3)).periods(DAY, 1).is(2));
  }

  @Test
  void first_isTheFirstEverAndMustFallInTheWindow() {
    purchase(NOW - 20 * DAY_MILLIS);
    purchase(NOW - DAY_MILLIS);
    write(Event.of(BEA, PURCHASE, NOW - DAY_MILLIS));

    assertThat(audience(PURCHASE.first().inLast(DAY.multipliedBy(14)).did())).containsExactly(BEA);
    assertThat(engine.matches(ANA, PURCHASE.first().did(), NOW - 21 * DAY_MILLIS)).isFalse();
  }

  @Test
  void last_putsFilterAndWindowToTheLastEventOnly() {
    write(purchaseAt(NOW - 2 * DAY_MILLIS).with(CATEGORY, "shoes"));
    write(purchaseAt(NOW - DAY_MILLIS).with(CATEGORY, "hats"));

    assertFails(PURCHASE.last().where(CATEGORY.is("shoes")).did());
    assertHolds(PURCHASE.last().where(CATEGORY.is("hats")).did());
    assertFails(PURCHASE.last().ago(DAY.multipliedBy(2), DAY.multipliedBy(9)).did());
    assertHolds(PURCHASE.last().inLast(DAY.plusMillis(1)).count().is(1));
  }

  /** Neither of two events of one instant is the later one, whichever arrived first. */
  @Test
  void last_meansAllEventsOfTheLastInstant() {
    write(purchaseAt(NOW).with(CATEGORY, "shoes"));
    write(purchaseAt(NOW).with(CATEGORY, "hats"));

    assertHolds(PURCHASE.last().where(CATEGORY.is("shoes")).did());
    assertHolds(PURCHASE.last().where(CATEGORY.is("hats")).did());
    assertHolds(PURCHASE.last().count().is(2));
  }

  @Test
  void last_doesNotLookAhead() {
    write(purchaseAt(NOW).with(CATEGORY, "shoes"));
    write(purchaseAt(NOW + 1).with(CATEGORY, "hats"));

    assertHolds(PURCHASE.last().where(CATEGORY.is("shoes")).did());
    assertThat(engine.matches(ANA, PURCHASE.last().where(CATEGORY.is("hats")).did(), NOW + 1))
        .isTrue();
  }

  @Test
  void filter_onAPropertyThatTheEventLacksIsFalse() {
    purchase(NOW);

    assertFails(PURCHASE.where(CATEGORY.isNot("shoes")).did());
    assertHolds(PURCHASE.where(CATEGORY.is("shoes").not()).did());
    assertHolds(PURCHASE.where(CATEGORY.missing()).did());
    assertFails(PURCHASE.where(new EventFilter.Or(List.of())).did());
  }

  @Test
  void measures_ofNothingAreZeroOrMissing() {
    write(ProfileUpdate.of(ANA));

    assertHolds(PURCHASE.sum(AMOUNT).lessThan(500));
    assertHolds(PURCHASE.sum(AMOUNT).is(0));
    assertHolds(PURCHASE.sum(RATING).is(0));
    assertHolds(PURCHASE.distinct(CATEGORY).is(0));
    assertFails(PURCHASE.sum(AMOUNT).missing());
    assertFails(PURCHASE.avg(AMOUNT).lessThan(500));
    assertFails(PURCHASE.avg(AMOUNT).isNot(500));
    assertFails(PURCHASE.min(DUE).exists());
    assertHolds(PURCHASE.max(POINTS).missing());
    assertHolds(PURCHASE.avg(RATING).missing());
  }

  @Test
  void measures_passOverEventsWithoutTheProperty() {
    purchase(NOW);
    write(purchaseAt(NOW).with(POINTS, 4));

    assertHolds(PURCHASE.avg(POINTS).is(4));
    assertHolds(PURCHASE.min(POINTS).is(4));
    assertHolds(PURCHASE.count().is(2));
  }

  @Test
  void sums_areExactBeyondSixtyFourBits() {
    write(purchaseAt(NOW).with(POINTS, Long.MAX_VALUE));
    write(purchaseAt(NOW).with(POINTS, Long.MAX_VALUE));

    assertHolds(PURCHASE.sum(POINTS).is(new BigDecimal("18446744073709551614")));
    assertHolds(PURCHASE.sum(POINTS).moreThan(new BigDecimal("18446744073709551613.9")));
  }

  @Test
  void means_areNeverRounded() {
    for (long points : new long[] {1, 0, 0}) {
      write(purchaseAt(NOW).with(POINTS, points));
    }

    assertHolds(PURCHASE.avg(POINTS).moreThan(new BigDecimal("0.333333333333333333333333")));
    assertHolds(PURCHASE.avg(POINTS).lessThan(new BigDecimal("0.333333333333333333333334")));
  }

  @Test
  void extrema_compareDates() {
    LocalDate early = LocalDate.of(2024, 2, 29);
    LocalDate late = LocalDate.of(2025, 1, 1);
    write(purchaseAt(NOW).with(DUE, late));
    write(purchaseAt(NOW).with(DUE, early));

    assertHolds(PURCHASE.min(DUE).is(early));
    assertHolds(PURCHASE.max(DUE).is(late));
    assertHolds(PURCHASE.distinct(DUE).is(2));
  }

  /** 1e16 + 1 - 1e16 is 0 and 1e16 - 1e16 + 1 is 1: the order of time decides. */
  @Test
  void doubleSums_areAddedInTheOrderOfTimeThenArrival() {
    write(purchaseAt(NOW).with(RATING, 1));
    write(purchaseAt(NOW - 1).with(RATING, -1e16));
    write(purchaseAt(NOW - 2).with(RATING, 1e16));
    assertHolds(PURCHASE.sum(RATING).is(1));

    write(Event.of(BEA, PURCHASE, NOW).with(RATING, 1e16));
    write(Event.of(BEA, PURCHASE, NOW).with(RATING, 1));
    write(Event.of(BEA, PURCHASE, NOW).with(RATING, -1e16));
    assertThat(engine.matches(BEA, PURCHASE.sum(RATING).is(0), NOW)).isTrue();
  }

  private void write(Operation operation) {
    engine.apply(operation, NOW);
  }

  private void purchase(long epochMillis) {
    write(purchaseAt(epochMillis));
  }

  private static Event purchaseAt(long epochMillis) {
    return Event.of(ANA, PURCHASE, epochMillis);
  }

  private Set<ProfileId> audience(Predicate predicate) {
    return engine.audience(predicate, NOW);
  }

  private void assertHolds(Predicate predicate) {
    assertThat(engine.matches(ANA, predicate, NOW)).as(predicate.toString()).isTrue();
  }

  private void assertFails(Predicate predicate) {
    assertThat(engine.matches(ANA, predicate, NOW)).as(predicate.toString()).isFalse();
  }
}
