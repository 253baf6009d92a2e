// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.value.ValueType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final EventType PURCHASE = EventType.of("purchase", CATEGORY);
  private static final Schema SCHEMA =
      Schema.builder().attributes(COUNTRY, AGE).eventTypes(PURCHASE).build();

  @Test
  void definitions_keepTheirOrder() {
    assertThat(SCHEMA.attributes()).containsExactly(COUNTRY, AGE);
    assertThat(SCHEMA.eventTypes()).containsExactly(PURCHASE);
  }

  @Test
  void definitions_areFoundByName() {
    assertThat(SCHEMA.attribute("age")).isSameAs(AGE);
    assertThat(SCHEMA.eventType("purchase")).isSameAs(PURCHASE);
    assertThat(SCHEMA.property("purchase", "category")).isSameAs(CATEGORY);
    assertThat(SCHEMA.findAttribute("purchase")).isNull();
    assertThat(SCHEMA.findEventType("age")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"contry", "county", "COUNTRY", "cuontry", "countries"})
  void attribute_suggestsTheNearestName(String misspelt) {
    assertRefused(
        () -> SCHEMA.attribute(misspelt),
        "unknown attribute '" + misspelt + "'; did you mean 'country'?");
  }

  @Test
  void attribute_suggestsNothingWhenNothingIsNear() {
    assertRefused(() -> SCHEMA.attribute("height"), "unknown attribute 'height'");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> SCHEMA.attribute("height"))
        .withMessageNotContaining("did you mean");
  }

  @Test
  void eventTypeAndProperty_suggestTheNearestName() {
    assertRefused(
        () -> SCHEMA.eventType("purchse"),
        "unknown event type 'purchse'; did you mean 'purchase'?");
    assertRefused(
        () -> SCHEMA.property("purchase", "categry"),
        "unknown property of 'purchase' 'categry'; did you mean 'category'?");
    assertRefused(() -> SCHEMA.property("refund", "category"), "unknown event type 'refund'");
    assertRefused(
        () -> Schema.builder().eventTypes(PURCHASE).properties("purchas", CATEGORY),
        "unknown event type 'purchas'; did you mean 'purchase'?");
  }

  @Test
  void builder_refusesNamesThatAreTaken() {
    assertRefused(() -> Schema.builder().attributes(AGE, DoubleAttribute.of("age")), "name=age");
    assertRefused(
        () -> Schema.builder().eventTypes(PURCHASE, EventType.of("purchase")), "name=purchase");
    assertRefused(
        () -> SCHEMA.toBuilder().properties("purchase", CATEGORY),
        "event type=purchase property=category");
  }

  @Test
  void builder_refusesTooManyDefinitions() {
    Attribute<?>[] attributes =
        IntStream.rangeClosed(0, 10_000)
            .mapToObj(i -> LongAttribute.of("a" + i))
            .toArray(Attribute<?>[]::new);
    EventType[] eventTypes =
        IntStream.rangeClosed(0, 10_000)
            .mapToObj(i -> EventType.of("e" + i))
            .toArray(EventType[]::new);

    assertRefused(
        () -> Schema.builder().attributes(attributes), "at most 10000 attributes, found 10001");
    assertRefused(
        () -> Schema.builder().eventTypes(eventTypes), "at most 10000 event types, found 10001");
  }

  @Test
  void toBuilder_growsTheSchemaAndLeavesItAlone() {
    DecimalProperty amount = DecimalProperty.of("amount", 2);
    EventType refund = EventType.of("refund");

    Schema larger =
        SCHEMA.toBuilder()
            .attributes(BooleanAttribute.of("active"))
            .properties("purchase", amount)
            .eventTypes(refund)
            .build();

    SCHEMA.requireGrowsInto(larger);
    assertThat(larger.attributes()).hasSize(3);
    assertThat(larger.eventTypes())
        .extracting(EventType::name)
        .containsExactly("purchase", "refund");
    assertThat(larger.property("purchase", "amount")).isSameAs(amount);
    assertThat(SCHEMA.attributes()).hasSize(2);
    assertThat(SCHEMA.eventType("purchase").properties()).containsExactly(CATEGORY);
  }

  @Test
  void changes_areTrackedWhereAsked() {
    Schema tracking =
        SCHEMA.toBuilder()
            .attributes(BooleanAttribute.of("active"))
            .trackingChanges(BooleanAttribute.of("active"))
            .build();

    SCHEMA.requireGrowsInto(tracking);
    assertThat(tracking.tracksChanges("active")).isTrue();
    assertThat(tracking.tracksChanges("country")).isFalse();
    assertThat(tracking.toBuilder().build().tracksChanges("active")).isTrue();
    assertThat(tracking.toString()).contains("tracking changes of [active]");
    tracking.requireTracked("active");
    assertRefused(
        () -> tracking.requireTracked("country"),
        "changes of the attribute 'country' are not tracked",
        "Schema.Builder.trackingChanges");
    assertRefused(
        () -> tracking.requireTracked("contry"), "unknown attribute 'contry'", "'country'");
  }

  @Test
  void trackingChanges_refusesWhatIsNotDefinedSo() {
    Schema.Builder builder = Schema.builder().attributes(COUNTRY);

    assertRefused(
        () -> builder.trackingChanges(StringAttribute.of("contry")),
        "unknown attribute 'contry'; did you mean 'country'?");
    assertRefused(
        () -> builder.trackingChanges(LongAttribute.of("country")),
        "attribute 'country': the schema has STRING, the constant says LONG");
  }

  @Test
  void requireGrowsInto_refusesToBeginOrEndTracking() {
    Schema tracking = SCHEMA.toBuilder().trackingChanges(AGE).build();

    assertRefused(
        () -> SCHEMA.requireGrowsInto(tracking),
        "the tracking of changes of the attribute 'age' was off and is now on");
    assertRefused(
        () -> tracking.requireGrowsInto(SCHEMA),
        "the tracking of changes of the attribute 'age' was on and is now off");
  }

  @Test
  void requireGrowsInto_refusesWhatIsGone() {
    Schema withoutAge = Schema.builder().attributes(COUNTRY).eventTypes(PURCHASE).build();
    Schema withoutPurchase = Schema.builder().attributes(COUNTRY, AGE).build();
    Schema withoutCategory =
        Schema.builder().attributes(COUNTRY, AGE).eventTypes(EventType.of("purchase")).build();

    assertRefused(
        () -> SCHEMA.requireGrowsInto(withoutAge), "the attribute 'age' was LONG and is gone");
    assertRefused(
        () -> SCHEMA.requireGrowsInto(withoutPurchase), "the event type 'purchase'", "is gone");
    assertRefused(
        () -> SCHEMA.requireGrowsInto(withoutCategory),
        "the property of 'purchase' 'category' was STRING and is gone");
  }

  @Test
  void requireGrowsInto_refusesWhatHasAnotherType() {
    Schema decimals = Schema.builder().attributes(DecimalAttribute.of("balance", 2)).build();
    Schema rescaled = Schema.builder().attributes(DecimalAttribute.of("balance", 3)).build();
    Schema retyped =
        Schema.builder()
            .attributes(COUNTRY, AGE)
            .eventTypes(EventType.of("purchase", LongProperty.of("category")))
            .build();

    assertRefused(
        () -> decimals.requireGrowsInto(rescaled),
        "the attribute 'balance' was DECIMAL(2) and is now DECIMAL(3)");
    assertRefused(() -> SCHEMA.requireGrowsInto(retyped), "'category' was STRING and is now LONG");
  }

  @ParameterizedTest
  @EnumSource(ValueType.Kind.class)
  void definitions_ofEveryTypeAreMadeAtRunTime(ValueType.Kind kind) {
    ValueType type = new ValueType(kind, 0);

    assertThat(Attribute.of("a", type).type()).isEqualTo(type);
    assertThat(Attribute.of("a", type).name()).isEqualTo("a");
    assertThat(Property.of("p", type).type()).isEqualTo(type);
    assertThat(Property.of("p", type)).hasToString("p " + type);
    assertThat(Attribute.of("a", type)).hasToString("a " + type);
  }

  @Test
  void names_areNotBlankNorLongAndHoldNoBacktick() {
    assertThat(LongAttribute.of("a".repeat(128)).name()).hasSize(128);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LongAttribute.of(" "))
        .withMessageContainingAll("attribute name", "1 to 128", "String \" \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LongProperty.of("a".repeat(129)))
        .withMessageContainingAll("property name", "1 to 128", "aaa");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventType.of("a`b"))
        .withMessageContainingAll("event type name", "no backtick", "a`b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LongAttribute.of("a\uD83D"))
        .withMessageContaining("index 1");
  }

  private static void assertRefused(Runnable definition, String... messageParts) {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(definition::run)
        .withMessageContainingAll(messageParts);
  }
}
