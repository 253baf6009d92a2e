// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.AMOUNT;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.VISIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.segment.Segment;
import dev.muster.value.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A predicate that the engine cannot answer is refused, whatever is asked about it. */
class PredicateRefusalTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).retention(RETENTION).open();

  @BeforeEach
  void writeAna() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void state_ofAnAttributeWhoseChangesAreNotTrackedIsRefused() {
    assertThat(refusal(COUNTRY.is("PL").forAtLeast(DAY)))
        .startsWith("changes of the attribute 'country' are not tracked")
        .endsWith("Schema.Builder.trackingChanges");
    assertThat(refusal(COUNTRY.is("nobody's").forLessThan(DAY).not()))
        .startsWith("changes of the attribute 'country' are not tracked");
    assertThat(refusal(StringAttribute.of("contry").is("PL").forAtLeast(DAY)))
        .isEqualTo("unknown attribute 'contry'; did you mean 'country'?");
  }

  @Test
  void unknownName_isRefusedWithTheNearestOne() {
    assertThat(refusal(StringAttribute.of("contry").is("PL")))
        .isEqualTo("unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refusal(EventType.of("visits").did()))
        .isEqualTo("unknown event type 'visits'; did you mean 'visit'?");
    assertThat(refusal(PURCHASE.where(StringProperty.of("kategory").is("x")).did()))
        .isEqualTo("unknown property of 'purchase' 'kategory'; did you mean 'category'?");
    assertThat(refusal(VISIT.sum(LongProperty.of("amount")).moreThan(BigDecimal.TEN)))
        .isEqualTo("unknown property of 'visit' 'amount'");
  }

  @Test
  void otherType_isRefused() {
    assertThat(refusal(StringAttribute.of("age").is("31")))
        .isEqualTo("attribute 'age': the schema has LONG, asked for as STRING");
    assertThat(refusal(LongAttribute.of("country").exists()))
        .isEqualTo("attribute 'country': the schema has STRING, asked for as LONG");
    assertThat(refusal(PURCHASE.where(LongProperty.of("category").is(1)).did()))
        .isEqualTo("property of 'purchase' 'category': the schema has STRING, asked for as LONG");
    assertThat(refusal(PURCHASE.max(LongProperty.of("amount")).is(1)))
        .isEqualTo("property of 'purchase' 'amount': the schema has DECIMAL(2), asked for as LONG");
  }

  @Test
  void attributeOfAFilter_isCheckedLikeAnyOther() {
    assertThat(refusal(PURCHASE.where(CATEGORY.is(StringAttribute.of("contry"))).did()))
        .isEqualTo("unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refusal(VISIT.then(PURCHASE.where(CATEGORY.is(StringAttribute.of("age")))).did()))
        .isEqualTo("attribute 'age': the schema has LONG, asked for as STRING");
    assertThat(refusal(PURCHASE.where(StringProperty.of("amount").is(COUNTRY)).did()))
        .isEqualTo(
            "property of 'purchase' 'amount': the schema has DECIMAL(2), asked for as" + " STRING");
  }

  /** Different pairs count, however often and in whatever part of the behaviour they stand. */
  @Test
  void pairsOfABehaviour_areLimited() {
    LongProperty[] properties = new LongProperty[6];
    LongAttribute[] attributes = new LongAttribute[6];
    for (int i = 0; i < 6; i++) {
      properties[i] = LongProperty.of("p" + i);
      attributes[i] = LongAttribute.of("a" + i);
    }
    EventType many = EventType.of("many", properties);
    engine.extendSchema(
        ShopFixture.SCHEMA.toBuilder().attributes(attributes).eventTypes(many).build());
    EventFilter some = EventFilter.all();
    for (int i = 0; i < 32; i++) {
      some = some.and(properties[i / 6].is(attributes[i % 6]).not());
    }
    EventFilter all = some.and(properties[5].is(attributes[2]));

    engine.count(many.where(some.and(some)).did().and(many.where(properties[5].is(AGE)).did()));
    engine.count(many.where(some).then(many.where(some)).did());
    String rule = "at most 32 pairs of property and attribute, found 33";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.count(many.where(all).did()))
        .withMessageContaining(rule);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                engine.count(
                    many.where(properties[5].is(attributes[3]))
                        .then(VISIT)
                        .without(many.where(properties[5].is(attributes[4])))
                        .thenNot(many.where(all), DAY)
                        .did()))
        .withMessageContaining(rule);
  }

  /** In a step, between two and after the last, where another type would otherwise be compared. */
  @Test
  void heldProperty_isRefusedUnlessAllEventsHaveIt() {
    EventType both = EventType.of("purchase", CATEGORY, AMOUNT);
    LongProperty category = LongProperty.of("category");

    assertThat(refusal(both.then(VISIT).holding(CATEGORY).did()))
        .isEqualTo("unknown property of 'visit' 'category'");
    assertThat(refusal(both.then(both).without(VISIT).holding(CATEGORY).did()))
        .isEqualTo("unknown property of 'visit' 'category'");
    assertThat(refusal(both.thenNot(VISIT, DAY).holding(CATEGORY).did()))
        .isEqualTo("unknown property of 'visit' 'category'");
    assertThat(refusal(both.then(both).holding(category).did()))
        .isEqualTo("property of 'purchase' 'category': the schema has STRING, asked for as LONG");
    assertThat(engine.count(both.then(both).holding(CATEGORY).didNot())).isEqualTo(1);
  }

  /** Also where the rest of the predicate would already decide the answer. */
  @Test
  void badOperand_isRefusedWhereverItHides() {
    Predicate bad = StringAttribute.of("age").is("31");

    assertThat(refusal(Predicate.noOne().and(bad))).contains("'age'");
    assertThat(refusal(Predicate.everyone().or(bad.not()))).contains("'age'");
    assertThat(refusal(AGE.is(1).and(COUNTRY.is("x").or(bad)).not())).contains("'age'");
  }

  @Test
  void windowBeyondTheRetention_isRefused() {
    assertThat(refusal(VISIT.inLast(RETENTION.plusMillis(1)).did()))
        .isEqualTo(
            "a window must not reach beyond the retention, window=PT720H0.001S retention=PT720H");
    assertThat(refusal(PURCHASE.ago(DAY, Duration.ofDays(31)).sum(AMOUNT).is(BigDecimal.TEN)))
        .contains("window=PT744H", "retention=PT720H");
    assertThat(engine.count(VISIT.inLast(RETENTION).didNot())).isEqualTo(1);
    assertThat(engine.count(VISIT.ago(DAY, RETENTION).didNot())).isEqualTo(1);
    assertThat(engine.count(VISIT.since(Instant.EPOCH).didNot())).isEqualTo(1);
  }

  @Test
  void nesting_isRefusedBeyondTheLimit() {
    Predicate deepest = nested(Predicate.DEPTH_MAX - 1);

    assertThat(engine.count(deepest)).isEqualTo((Predicate.DEPTH_MAX - 1) % 2 == 0 ? 1 : 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.count(deepest.not()))
        .withMessage("a predicate may be nested at most 200 levels deep");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.audience(nested(1_000_000)))
        .withMessageContaining("200 levels");
  }

  private static Predicate nested(int depth) {
    Predicate predicate = COUNTRY.is("PL");
    for (int i = 0; i < depth; i++) {
      predicate = predicate.not();
    }
    return predicate;
  }

  @Test
  void nestingOfFilters_isRefusedBeyondTheLimit() {
    EventFilter filter = CATEGORY.is("x");
    for (int i = 0; i < 300; i++) {
      filter = filter.not();
    }
    Predicate predicate = PURCHASE.where(filter).did();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.count(predicate))
        .withMessageContaining("200 levels");
  }

  @Test
  void nowBeyondTheCalendar_isRefused() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> engine.count(Predicate.everyone(), Instant.MAX))
        .withMessageContaining("years -9999 to 9999");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> engine.view(Instant.MIN));
  }

  @Test
  void negativeNumberOfEvents_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.profile(ANA, -1))
        .withMessage("eventsMax must not be negative, eventsMax=-1");
  }

  /** The refusal, which is the same by every route. */
  private String refusal(Predicate predicate) {
    SchemaException refusal =
        catchThrowableOfType(SchemaException.class, () -> engine.count(predicate));
    String message = refusal.getMessage();
    assertRefused(message, () -> engine.audience(predicate));
    assertRefused(message, () -> engine.explain(predicate));
    assertRefused(message, () -> engine.count(Segment.of("s", predicate)));
    try (ReadView view = engine.view()) {
      assertRefused(message, () -> view.count(predicate));
      assertRefused(message, () -> view.audience(predicate));
      assertRefused(message, () -> view.explain(predicate));
      assertThat(view.count(Predicate.everyone())).isEqualTo(1);
    }
    return message;
  }

  private static void assertRefused(String message, Runnable question) {
    assertThatExceptionOfType(SchemaException.class).isThrownBy(question::run).withMessage(message);
  }
}
