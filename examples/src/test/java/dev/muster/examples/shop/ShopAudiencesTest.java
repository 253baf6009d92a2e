// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Audience;
import dev.muster.SegmentationEngine;
import dev.muster.examples.load.BatchFeeder;
import dev.muster.examples.shop.PlainShop.PlainEvent;
import dev.muster.examples.shop.PlainShop.PlainProfile;
import dev.muster.segment.Segment;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every audience of the demo, counted by the engine and by loops over plain collections. */
class ShopAudiencesTest {

  /** Small, but busy enough, and of a seed that puts somebody into each audience. */
  private static final Shop SHOP = new Shop(3_000, 150_000, 5);

  private static final List<Predicate<PlainProfile>> PLAIN =
      List.of(
          p -> p.is("country", "ID"),
          p -> p.number("age") >= 25 && p.number("age") <= 34,
          p -> p.is("gender", "m") || p.is("gender", "x"),
          p ->
              !p.is("plan", "free")
                  && p.is("device", "ios")
                  && ((LocalDate) p.attributes().get("signup_date")).getYear() < 2024
                  && ((BigDecimal) p.attributes().get("lifetime_value"))
                          .compareTo(BigDecimal.valueOf(100))
                      > 0,
          p ->
              p.is("plan", "free")
                  && (tags(p).contains("coupon") || tags(p).contains("vip"))
                  && !tags(p).contains("complaint"),
          p -> !p.did("app_open", 0, 7).isEmpty(),
          p -> !p.did("purchase", 30, 90).isEmpty() && p.did("purchase", 0, 30).isEmpty(),
          p -> p.did("purchase", 0, 30).size() >= 3,
          p ->
              p.did("purchase", 0, 30).stream()
                  .anyMatch(e -> "shoes".equals(e.get("category")) && amount(e) > 200.0),
          p -> spent(p, 90) > 500 && p.did("refund", 0, 30).isEmpty(),
          p -> {
            List<PlainEvent> purchases = p.did("purchase", 0, 90);
            long categories = purchases.stream().map(e -> e.get("category")).distinct().count();
            return categories >= 4 && spent(p, 90) >= 100.0 * purchases.size();
          },
          p ->
              p.is("gender", "f")
                  && p.number("age") >= 25
                  && p.number("age") <= 34
                  && p.is("city", "Jakarta")
                  && p.is("email_consent", true)
                  && shoes(p) >= 3
                  && spent(p, 30) > 500
                  && !p.did("add_to_cart", 0, 1).isEmpty()
                  && p.did("purchase", 0, 1).isEmpty());

  @Test
  void all_agreeWithPlainCollections() {
    PlainShop plain = new PlainShop(SHOP);
    try (SegmentationEngine engine = loaded(SHOP)) {
      for (int i = 0; i < PLAIN.size(); i++) {
        Segment segment = ShopAudiences.ALL.get(i);
        List<String> members = new ArrayList<>();
        try (Audience audience = engine.audience(segment.predicate(), Shop.END)) {
          audience.forEach(id -> members.add(id.value()));
        }

        assertThat(members)
            .as(segment.name())
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(plain.ids(PLAIN.get(i)).toList());
        assertThat(engine.count(segment.predicate(), Shop.END))
            .as(segment.name())
            .isEqualTo(plain.count(PLAIN.get(i)));
      }
    }
  }

  @Test
  void all_areADozenAndEndWithTheHardest() {
    assertThat(ShopAudiences.ALL).hasSize(12).last().isEqualTo(ShopAudiences.HARDEST);
    assertThat(PLAIN).hasSameSizeAs(ShopAudiences.ALL);
  }

  private static SegmentationEngine loaded(Shop shop) {
    SegmentationEngine engine =
        SegmentationEngine.builder(ShopSchema.SCHEMA)
            .shards(3)
            .clock(Clock.fixed(Shop.END, ZoneOffset.UTC))
            .open();
    BatchFeeder feeder = new BatchFeeder(engine);
    shop.profiles().forEachRemaining(feeder::add);
    shop.events().forEachRemaining(feeder::add);
    feeder.finish();
    return engine;
  }

  private static Set<?> tags(PlainProfile profile) {
    return (Set<?>) profile.attributes().get("tags");
  }

  private static double amount(PlainEvent event) {
    return ((BigDecimal) event.get("amount")).doubleValue();
  }

  private static double spent(PlainProfile profile, int days) {
    return PlainProfile.sum(profile.did("purchase", 0, days)).doubleValue();
  }

  private static long shoes(PlainProfile profile) {
    return profile.did("purchase", 0, 30).stream()
        .filter(event -> "shoes".equals(event.get("category")))
        .count();
  }
}
