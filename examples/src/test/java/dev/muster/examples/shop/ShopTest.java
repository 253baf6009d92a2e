// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.profile.Event;
import dev.muster.profile.ProfileUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopTest {

  private static final Shop SHOP = new Shop(2_000, 20_000, 7);

  @Test
  void shop_ofTheSameSeed_isTheSame() {
    assertThat(text(SHOP)).isEqualTo(text(new Shop(2_000, 20_000, 7)));
  }

  @Test
  void shop_ofAnotherSeed_isAnother() {
    assertThat(text(SHOP)).isNotEqualTo(text(new Shop(2_000, 20_000, 8)));
  }

  @Test
  void profiles_haveDistinctIdsAndSomeAnswersMissing() {
    Set<String> ids = new HashSet<>();
    Map<String, Integer> told = new HashMap<>();
    SHOP.profiles()
        .forEachRemaining(
            profile -> {
              ids.add(profile.profileId().value());
              profile.forEach((name, type, value) -> told.merge(name, 1, Integer::sum));
            });

    assertThat(ids).hasSize(2_000);
    assertThat(told).containsEntry("country", 2_000).containsEntry("tags", 2_000);
    assertThat(told.get("gender")).isBetween(1_600, 1_900);
    assertThat(told.get("age")).isBetween(1_800, 1_980);
    assertThat(told.get("email_consent")).isBetween(1_700, 1_900);
  }

  @Test
  void events_areInOrderOfTimeAndInsideTheSpan() {
    List<Long> times = new ArrayList<>();
    SHOP.events().forEachRemaining(event -> times.add(event.epochMillis()));

    assertThat(times).hasSize(20_000).isSorted();
    assertThat(times.get(0)).isGreaterThanOrEqualTo(Shop.START_MILLIS);
    assertThat(times.get(19_999)).isLessThan(Shop.END_MILLIS);
  }

  @Test
  void events_areOfFewBusyCustomersAndManyQuietOnes() {
    Map<String, Integer> counts = new HashMap<>();
    SHOP.events()
        .forEachRemaining(event -> counts.merge(event.profileId().value(), 1, Integer::sum));

    List<Integer> sorted = new ArrayList<>(counts.values());
    sorted.sort((a, b) -> b - a);
    int busiest = sorted.subList(0, 200).stream().mapToInt(count -> count).sum();
    assertThat(busiest).isGreaterThan(20_000 / 2);
    assertThat(counts).hasSizeGreaterThan(1_000);
  }

  @Test
  void sizes_outOfRange_areRefused() {
    assertThatThrownBy(() -> new Shop(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("profiles=0");
    assertThatThrownBy(() -> new Shop(1, Shop.EVENTS_MAX + 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("events=1000000001");
  }

  @Test
  void shop_ofOneCustomer_hasEvents() {
    List<Event> events = new ArrayList<>();
    new Shop(1, 5, 1).events().forEachRemaining(events::add);

    assertThat(events).hasSize(5).allMatch(event -> event.profileId().value().equals("c0"));
  }

  private static List<String> text(Shop shop) {
    List<String> text = new ArrayList<>();
    shop.profiles().forEachRemaining((ProfileUpdate profile) -> text.add(profile.toString()));
    shop.events().forEachRemaining((Event event) -> text.add(event.toString()));
    return text;
  }
}
