// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final ProfileId ANA = ProfileId.of("ana");
  private static final LongProperty QUANTITY = LongProperty.of("quantity");
  private static final DoubleProperty RATING = DoubleProperty.of("rating");
  private static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  private static final EventType PURCHASE = EventType.of("purchase", QUANTITY, RATING, AMOUNT);

  @Test
  void time_isCutToTheMillisecond() {
    Event event = Event.of(ANA, PURCHASE, Instant.ofEpochSecond(1, 2_999_999));

    assertThat(event.epochMillis()).isEqualTo(1_002);
    assertThat(event.profileId()).isEqualTo(ANA);
    assertThat(event.type()).isEqualTo("purchase");
  }

  @Test
  void time_mayBeLeftToTheEngine() {
    assertThat(Event.of(ANA, PURCHASE).epochMillis()).isEqualTo(Event.NO_TIME);
  }

  @Test
  void time_liesInFourDigitYears() {
    long last = ValueRules.INSTANT_MAX.toEpochMilli();
    long first = ValueRules.INSTANT_MIN.toEpochMilli();

    assertThat(Event.of(ANA, PURCHASE, last).epochMillis()).isEqualTo(last);
    assertThat(Event.of(ANA, "purchase", first).epochMillis()).isEqualTo(first);
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Event.of(ANA, PURCHASE, last + 1))
        .withMessageContainingAll("-9999 to 9999", "epochMillis=" + (last + 1));
    assertThatExceptionOfType(InvalidValueException.class)
        .as("the mark of a time that was not given is no time")
        .isThrownBy(() -> Event.of(ANA, "purchase", Event.NO_TIME))
        .withMessageContaining("epochMillis=" + Event.NO_TIME);
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Event.of(ANA, PURCHASE, Instant.MAX))
        .withMessageContaining(Instant.MAX.toString());
  }

  @Test
  void properties_areShownInTheOrderGiven() {
    Event event =
        Event.of(ANA, PURCHASE)
            .with(AMOUNT, new BigDecimal("19.9"))
            .with(QUANTITY, 2)
            .with(RATING, 4.5)
            .with("note", "gift")
            .with("fifth", true);
    List<String> shown = new ArrayList<>();

    event.forEach((name, type, value) -> shown.add(name + " " + type + " " + value));

    assertThat(shown)
        .containsExactly(
            "amount DECIMAL(2) 19.9",
            "quantity LONG 2",
            "rating DOUBLE 4.5",
            "note null gift",
            "fifth null true");
  }

  @Test
  @SuppressWarnings("NullAway")
  void properties_areNotNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Event.of(ANA, PURCHASE).with("note", null))
        .withMessageContaining("value");
  }

  @Test
  void id_isOneTo255Characters() {
    assertThat(Event.of(ANA, PURCHASE).eventId()).isNull();
    assertThat(Event.of(ANA, PURCHASE).id("x".repeat(255)).eventId()).hasSize(255);
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Event.of(ANA, PURCHASE).id(""))
        .withMessageContainingAll("1 to 255", "String \"\"")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.MALFORMED));
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Event.of(ANA, PURCHASE).id("x".repeat(256)))
        .withMessageContainingAll("1 to 255", "xxx")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.TOO_LARGE));
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Event.of(ANA, PURCHASE).id("\uD83D"))
        .withMessageContaining("index 0");
  }

  @Test
  void toString_tellsWhatHappened() {
    assertThat(Event.of(ANA, PURCHASE, Instant.EPOCH).with(QUANTITY, 2).with("note", "x"))
        .hasToString("purchase of ana at 1970-01-01T00:00:00Z {quantity=2, note=x}");
    assertThat(Event.of(ANA, PURCHASE)).hasToString("purchase of ana {}");
  }
}
