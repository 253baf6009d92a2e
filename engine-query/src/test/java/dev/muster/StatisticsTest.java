// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.reference.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatisticsTest {

  private final SegmentationEngine engine = ShopFixture.builder(new ManualClock(NOW)).open();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void emptyEngine_holdsNothing() {
    EngineStatistics statistics = engine.statistics();

    assertThat(statistics.epoch()).isZero();
    assertThat(statistics.profiles()).isZero();
    assertThat(statistics.events()).isZero();
  }

  @Test
  void statistics_followTheWrites() {
    engine.update(ProfileUpdate.of(ANA).set(AGE, 31));
    Receipt receipt = engine.ingest(Batch.of(visit(ANA, NOW), visit(ANA, NOW)));

    EngineStatistics statistics = engine.statistics();

    assertThat(statistics.epoch()).isEqualTo(receipt.epoch());
    assertThat(statistics.profiles()).isEqualTo(1);
    assertThat(statistics.events()).isEqualTo(2);
  }

  @Test
  void deletedProfile_isGoneAtOnceAndItsEventsLater() {
    engine.record(visit(ANA, NOW));

    engine.delete(ANA);

    assertThat(engine.statistics().profiles()).isZero();
    assertThat(engine.statistics().events()).isEqualTo(1);
  }

  /** What is done while nothing is queued shows in the memory only. */
  @Test
  @Timeout(60)
  void tailsAreSealed_whileNothingIsQueued() {
    engine.update(ProfileUpdate.of(ANA).set(AGE, 31));
    for (int i = 0; i < 2_000; i++) {
      engine.record(visit(ANA, NOW));
    }
    var hash = engine.stateHash();
    long epoch = engine.statistics().epoch();

    while (eventBytes() > 2_000 * 12) {
      Thread.onSpinWait();
    }

    assertThat(engine.stateHash()).isEqualTo(hash);
    assertThat(engine.statistics().epoch()).isEqualTo(epoch);
    assertThat(engine.statistics().events()).isEqualTo(2_000);
  }

  private long eventBytes() {
    return engine.statistics().memory().stream()
        .filter(use -> use.what().equals("events"))
        .mapToLong(MemoryUse::sizeBytes)
        .sum();
  }

  @Test
  void memory_isToldByKind() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      ProfileUpdate update = ProfileUpdate.of("p" + i).set(COUNTRY, "c" + i % 5).set(AGE, i);
      operations.add(update);
      operations.add(visit(update.profileId(), NOW));
    }
    engine.ingest(Batch.of(operations));

    EngineStatistics statistics = engine.statistics();

    assertThat(statistics.memory())
        .extracting(MemoryUse::what)
        .containsExactly(
            "directory",
            "rows",
            "columns",
            "value postings",
            "events",
            "dictionaries",
            "result cache");
    // Nothing is remembered of answers unless it is asked for.
    assertThat(statistics.memory())
        .allMatch(use -> use.sizeBytes() > 0 != use.what().equals("result cache"));
    assertThat(statistics.sizeBytes())
        .isEqualTo(statistics.memory().stream().mapToLong(MemoryUse::sizeBytes).sum())
        .isBetween(200_000L, 20_000_000L);
  }
}
