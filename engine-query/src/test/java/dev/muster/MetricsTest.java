// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.metrics.EngineMetrics;
import dev.muster.metrics.Measure;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine tells what it measures, and how its directory stands. */
@Timeout(60)
class MetricsTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final Schema SCHEMA = Schema.builder().attributes(COUNTRY).build();

  private final Map<Measure, List<Long>> seen = new ConcurrentHashMap<>();

  private final EngineMetrics metrics =
      (measure, value) ->
          seen.merge(
              measure,
              List.of(value),
              (before, now) -> {
                List<Long> both = new ArrayList<>(before);
                both.addAll(now);
                return both;
              });

  private static ProfileUpdate update(String id) {
    return ProfileUpdate.of(id).set(COUNTRY, "IN");
  }

  private List<Long> seen(Measure measure) {
    return seen.getOrDefault(measure, List.of());
  }

  @Test
  void everyEpochAndForce_isTold() {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA).metrics(metrics).open(store, 4_096)) {
      for (int i = 0; i < 5; i++) {
        engine.update(update("p" + i));
      }
    }

    assertThat(seen(Measure.EPOCH_NANOS)).hasSizeGreaterThanOrEqualTo(6).allMatch(n -> n > 0);
    assertThat(seen(Measure.EPOCH_WRITES)).contains(1L);
    assertThat(seen(Measure.FORCE_NANOS)).as("schema and updates").hasSize(6);
    assertThat(seen(Measure.JOURNAL_BYTES)).hasSize(6).allMatch(bytes -> bytes > 5);
    assertThat(seen(Measure.RECOVERY_NANOS)).isEmpty();
  }

  @Test
  void openingAndSnapshots_areTold() {
    FaultyFileStore store = new FaultyFileStore();
    long epoch;
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA).metrics(metrics).open(store, 4_096)) {
      engine.update(update("a"));
      StorageStatistics before = engine.statistics().storage().orElseThrow();
      assertThat(before.journalBytes()).isPositive();
      assertThat(before.snapshots()).isZero();

      epoch = engine.snapshot();
      assertThat(engine.snapshot()).as("nothing was written since").isEqualTo(epoch);

      StorageStatistics after = engine.statistics().storage().orElseThrow();
      assertThat(after.journalBytes()).isZero();
      assertThat(after.snapshots()).isEqualTo(1);
      assertThat(after.snapshotEpoch()).isEqualTo(epoch);
      assertThat(after.snapshotBytes()).isEqualTo(seen(Measure.SNAPSHOT_BYTES).get(0));
      assertThat(after.snapshotFailure()).isEmpty();
      assertThat(after.journalSegments()).isPositive();
    }
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA).metrics(metrics).open(store.afterKill(), 4_096)) {
      assertThat(engine.statistics().storage().orElseThrow().snapshotEpoch()).isEqualTo(epoch);
    }

    assertThat(seen(Measure.SNAPSHOT_NANOS)).hasSize(1);
    assertThat(seen(Measure.SNAPSHOT_PIN_NANOS)).hasSize(1);
    assertThat(seen(Measure.RECOVERY_NANOS)).hasSize(1);
  }

  @Test
  void failedSnapshot_isToldAndHarmsNothing() {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA).metrics(metrics).open(store, 4_096)) {
      engine.update(update("a"));
      // The first write of the snapshot: before it are the creation of its file and its journal's
      // force, which has nothing to do.
      store.withPlan(new FaultPlan(store.trace().size() + 1, FaultPlan.Kind.ERROR, 1));
      assertThatThrownBy(engine::snapshot).isInstanceOf(StorageException.class);
      store.withPlan(FaultPlan.none());

      assertThat(engine.statistics().storage().orElseThrow().snapshotFailure()).isPresent();
      engine.update(update("b"));
      engine.snapshot();
      assertThat(engine.statistics().storage().orElseThrow().snapshotFailure()).isEmpty();
    }
    assertThat(seen(Measure.SNAPSHOT_FAILURES)).containsExactly(1L);
    assertThat(seen(Measure.SNAPSHOT_NANOS)).hasSize(1);
  }

  @Test
  void sinkThatThrows_harmsNothing() {
    EngineMetrics broken =
        (measure, value) -> {
          throw new IllegalStateException("of the application");
        };
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA).metrics(broken).open(new FaultyFileStore(), 4_096)) {
      engine.update(update("a"));
      engine.snapshot();
      assertThat(engine.count(COUNTRY.is("IN"))).isEqualTo(1);
    }
  }

  @Test
  void engineInMemory_hasNoStorage() {
    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open()) {
      assertThat(engine.statistics().storage()).isEmpty();
      assertThatThrownBy(engine::snapshot)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no directory");
      assertThatThrownBy(engine::rewriteDirectory).isInstanceOf(IllegalStateException.class);
    }
  }
}
