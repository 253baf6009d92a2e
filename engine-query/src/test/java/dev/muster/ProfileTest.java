// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BALANCE;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.BORN;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.SCORE;
import static dev.muster.ShopFixture.TAGS;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Event;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RecordedEvent;
import dev.muster.reference.ManualClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine shows of one profile. */
class ProfileTest {

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).sealEvents(2).open();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void attributes_areShownInCanonicalForm() {
    engine.update(
        ProfileUpdate.of(ANA)
            .set(COUNTRY, "")
            .set("age", 31)
            .set(SCORE, -0.0)
            .set(BALANCE, new BigDecimal("12.5"))
            .set(TAGS, Set.of())
            .set(BORN, LocalDate.of(1994, 2, 28)));

    Profile ana = engine.profile(ANA).orElseThrow();

    assertThat(ana.attributes())
        .isEqualTo(
            Map.of(
                "country",
                "",
                "age",
                31L,
                "score",
                0.0,
                "balance",
                new BigDecimal("12.50"),
                "tags",
                Set.of(),
                "born",
                LocalDate.of(1994, 2, 28)));
    assertThat(ana.value(AGE)).isEqualTo(31L);
  }

  @Test
  void unsetAttribute_isNotThere() {
    engine.update(ProfileUpdate.of(ANA).set(AGE, 31).set(COUNTRY, "PL"));

    engine.update(ProfileUpdate.of(ANA).unset(AGE));

    assertThat(engine.profile(ANA).orElseThrow().attributes()).isEqualTo(Map.of("country", "PL"));
  }

  @Test
  void lastOfSeveralValues_counts() {
    engine.update(ProfileUpdate.of(ANA).set(AGE, 31).unset(AGE).set(AGE, 32));
    engine.update(ProfileUpdate.of(BEN).set(COUNTRY, "PL").set(COUNTRY, "IN").unset(COUNTRY));

    assertThat(engine.profile(ANA).orElseThrow().value(AGE)).isEqualTo(32L);
    assertThat(engine.profile(BEN).orElseThrow().attributes()).isEmpty();
  }

  @Test
  void emptyUpdate_makesAProfile() {
    engine.update(ProfileUpdate.of(ANA));

    assertThat(engine.profile(ANA)).contains(new Profile(ANA, Map.of(), List.of()));
    assertThat(engine.profile(BEN)).isEmpty();
  }

  /** Newest first; of one instant by type, and of one type the later written first. */
  @Test
  void events_areShownInTheOrderOfTheirTimes() {
    engine.record(visit(ANA, NOW.minusSeconds(10)));
    engine.record(Event.of(ANA, PURCHASE, NOW).with(CATEGORY, "first written"));
    engine.record(Event.of(ANA, PURCHASE, NOW.minusSeconds(60)).with(CATEGORY, "late arrival"));
    engine.record(visit(ANA, NOW));
    engine.record(Event.of(ANA, PURCHASE, NOW).with(CATEGORY, "second written"));
    engine.record(visit(BEN, NOW));

    List<RecordedEvent> events = engine.profile(ANA).orElseThrow().events();

    assertThat(events)
        .containsExactly(
            new RecordedEvent("purchase", NOW, Map.of("category", "second written")),
            new RecordedEvent("purchase", NOW, Map.of("category", "first written")),
            new RecordedEvent("visit", NOW, Map.of()),
            new RecordedEvent("visit", NOW.minusSeconds(10), Map.of()),
            new RecordedEvent(
                "purchase", NOW.minusSeconds(60), Map.of("category", "late arrival")));
    assertThat(engine.profile(ANA, 2).orElseThrow().events()).isEqualTo(events.subList(0, 2));
    assertThat(engine.profile(ANA, 0).orElseThrow().events()).isEmpty();
  }

  @Test
  void events_areTheLatestTwentyUnlessMoreAreAskedFor() {
    for (int i = 0; i < 30; i++) {
      engine.record(visit(ANA, NOW.minusSeconds(i)));
    }

    List<RecordedEvent> events = engine.profile(ANA).orElseThrow().events();

    assertThat(events).hasSize(SegmentationEngine.PROFILE_EVENTS);
    assertThat(events.get(19).time()).isEqualTo(NOW.minusSeconds(19));
    assertThat(engine.profile(ANA, Integer.MAX_VALUE).orElseThrow().events()).hasSize(30);
  }

  @Test
  void deletedProfile_beginsAnewWithNothing() {
    engine.update(ProfileUpdate.of(ANA).set(AGE, 31));
    engine.record(visit(ANA, NOW));

    engine.delete(ANA);
    assertThat(engine.profile(ANA)).isEmpty();
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));

    assertThat(engine.profile(ANA)).contains(new Profile(ANA, Map.of("country", "PL"), List.of()));
  }
}
