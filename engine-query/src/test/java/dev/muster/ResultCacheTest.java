// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.text.PredicateText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The same questions at the same instants, again and again, while what they are asked of changes.
 */
class ResultCacheTest {

  private static final int ROUNDS = 12;
  private static final int QUESTIONS = 6;

  /** What a view was expected to answer when it was opened. */
  private record Pinned(ReadView view, List<Set<ProfileId>> answers) {}

  /**
   * Whatever is remembered, each view answers as at its own position: those opened later, and those
   * opened earlier and asked again after others have been remembered for later positions.
   */
  @SeededTest(count = 300)
  void noAnswerIsStale(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    ReferenceEngine reference = new ReferenceEngine(schema);
    Instant now = RandomDomain.BASE.plusSeconds(60);
    Deque<Pinned> pinned = new ArrayDeque<>();
    try (SegmentationEngine engine =
        EngineUnderTest.random(schema, choice, clock)
            .resultCache(choice.of(List.of(5_000L, 1L << 20)))
            .open()) {
      List<Predicate> asked = new ArrayList<>();
      try (ReadView view = engine.view(now)) {
        while (asked.size() < QUESTIONS) {
          asked.add(EngineUnderTest.askable(view, () -> domain.predicate(schema, 2)));
        }
      }
      for (int round = 0; round < ROUNDS; round++) {
        // Often a round changes nothing, or the events of one type only.
        for (int batches = choice.of(List.of(0, 1, 3)); batches > 0; batches--) {
          Batch batch = domain.batch(schema, choice.of(List.of(1, 1, 10)));
          reference.apply(batch, clock.millis());
          engine.ingest(batch);
        }
        List<Set<ProfileId>> answers =
            asked.stream().map(p -> reference.audience(p, now.toEpochMilli())).toList();
        pinned.add(new Pinned(engine.view(now), answers));
        if (pinned.size() > 3) {
          pinned.remove().view().close();
        }
        for (Pinned position : pinned) {
          check(position, asked);
        }
      }
      pinned.forEach(position -> position.view().close());
    }
  }

  private static void check(Pinned position, List<Predicate> asked) {
    for (int i = 0; i < asked.size(); i++) {
      assertThat(EngineUnderTest.members(position.view(), asked.get(i)))
          .as("%s, epoch %d", asked.get(i), position.view().epoch())
          .isEqualTo(position.answers().get(i));
    }
    EngineUnderTest.countTogether(position.view(), asked, position.answers());
  }

  @Test
  void secondTime_isRemembered_andTheEldestGoes() {
    try (SegmentationEngine engine = shop(100_000)) {
      assertThat(cached(engine)).isZero();
      long counted = engine.count(visitedWithin(30), ShopFixture.NOW);
      assertThat(cached(engine)).as("asked once").isZero();
      assertThat(engine.count(visitedWithin(30), ShopFixture.NOW)).isEqualTo(counted);
      long once = cached(engine);
      assertThat(once).as("asked twice").isPositive();
      assertThat(engine.count(visitedWithin(30), ShopFixture.NOW)).isEqualTo(counted);
      assertThat(cached(engine)).as("used, not remembered once more").isEqualTo(once);
      for (int days = 31; days < 700; days++) {
        engine.count(visitedWithin(days), ShopFixture.NOW);
        engine.count(visitedWithin(days), ShopFixture.NOW);
      }
      assertThat(cached(engine)).isBetween(once, 100_000 + once);
    }
  }

  @Test
  void noCache_remembersNothing() {
    try (SegmentationEngine engine = shop(0)) {
      for (int i = 0; i < 5; i++) {
        engine.count(visitedWithin(30), ShopFixture.NOW);
      }
      assertThat(cached(engine)).isZero();
    }
  }

  @Test
  void negativeSize_isRefused() {
    assertThatThrownBy(() -> SegmentationEngine.builder(ShopFixture.SCHEMA).resultCache(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resultCache=-1");
  }

  private static SegmentationEngine shop(long cacheBytes) {
    SegmentationEngine engine =
        ShopFixture.builder(new ManualClock(ShopFixture.NOW)).resultCache(cacheBytes).open();
    for (int i = 0; i < 50; i++) {
      Instant time = ShopFixture.NOW.minus(Duration.ofDays(i * 10L));
      engine.record(ShopFixture.visit(ProfileId.of("v" + i), time));
    }
    return engine;
  }

  private static Predicate visitedWithin(int days) {
    return PredicateText.parse("did visit in last " + days + " days", ShopFixture.SCHEMA);
  }

  private static long cached(SegmentationEngine engine) {
    return engine.statistics().memory().stream()
        .filter(use -> use.what().equals("result cache"))
        .mapToLong(MemoryUse::sizeBytes)
        .sum();
  }
}
