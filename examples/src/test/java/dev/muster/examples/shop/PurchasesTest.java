// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.profile.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchasesTest {

  @Test
  void purchases_ofTheSameSeed_areTheSame() {
    assertThat(text(new Purchases(300, 7))).isEqualTo(text(new Purchases(300, 7)));
    assertThat(text(new Purchases(300, 7))).isNotEqualTo(text(new Purchases(300, 8)));
  }

  @Test
  void customers_buyAtLeastOnceAndInOrder() {
    Map<String, List<Event>> byCustomer = byCustomer(new Purchases(2_000, 7));

    assertThat(byCustomer).hasSize(2_000);
    for (List<Event> events : byCustomer.values()) {
      assertThat(events).extracting(Event::epochMillis).isSorted();
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(Instant.ofEpochMilli(event.epochMillis()))
                      .isBetween(Purchases.START, Purchases.END.minusMillis(1)));
    }
  }

  /** As in real shops: many buy once, few buy most. */
  @Test
  void customers_areOfManyKinds() {
    Map<String, List<Event>> byCustomer = byCustomer(new Purchases(2_000, 7));

    long once = byCustomer.values().stream().filter(events -> events.size() == 1).count();
    long often = byCustomer.values().stream().filter(events -> events.size() >= 10).count();
    assertThat(once).isBetween(600L, 1_200L);
    assertThat(often).isBetween(20L, 300L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Purchases.CUSTOMERS_MAX + 1})
  void numberOutOfRange_isRefused(int customers) {
    assertThatThrownBy(() -> new Purchases(customers, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be in [1, 5000000], customers=" + customers);
  }

  private static Map<String, List<Event>> byCustomer(Purchases purchases) {
    Map<String, List<Event>> byCustomer = new LinkedHashMap<>();
    purchases
        .events()
        .forEachRemaining(
            event ->
                byCustomer
                    .computeIfAbsent(event.profileId().value(), id -> new ArrayList<>())
                    .add(event));
    return byCustomer;
  }

  private static List<String> text(Purchases purchases) {
    List<String> lines = new ArrayList<>();
    purchases
        .events()
        .forEachRemaining(
            event ->
                event.forEach(
                    (name, type, value) ->
                        lines.add(event.profileId() + " " + event.epochMillis() + " " + value)));
    return lines;
  }
}
