// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.EngineBuilder;
import dev.muster.EngineStatistics;
import dev.muster.MemoryUse;
import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.metrics.BatchRefused;
import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.EpochPublished;
import dev.muster.metrics.IdleWorkDone;
import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import dev.muster.metrics.WriteWaited;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real registry sees of a real engine. */
@Timeout(60)
class EngineMetersTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final LongAttribute UNKNOWN = LongAttribute.of("unknown");
  private static final Schema SCHEMA = Schema.builder().attributes(AGE).build();

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final EngineMeters meters = EngineMeters.of(registry, "shop");

  private EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA).shards(1);
  }

  private static Batch people(int count) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operations.add(ProfileUpdate.of("p" + i).set(AGE, i));
    }
    return Batch.of(operations);
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tag("engine", "shop").tags(tags).gauge().value();
  }

  private double counter(String name, String... tags) {
    return registry.get(name).tag("engine", "shop").tags(tags).counter().count();
  }

  private long timed(String name, String... tags) {
    return registry.get(name).tag("engine", "shop").tags(tags).timer().count();
  }

  private double seconds(String name, String... tags) {
    return registry.get(name).tags(tags).timer().totalTime(TimeUnit.SECONDS);
  }

  @Test
  void lifeOfAnEngine_isMeasured(@TempDir Path directory) throws Exception {
    CountDownLatch idle = new CountDownLatch(1);
    EngineObserver witness =
        new EngineObserver() {
          @Override
          public void idleWorkDone(IdleWorkDone work) {
            idle.countDown();
          }
        };
    long epoch;
    try (SegmentationEngine engine =
        builder().directory(directory).observer(meters).observer(witness).open()) {
      meters.watch(engine);
      engine.ingest(people(100).from("loader", 1));
      engine.ingest(people(100).from("loader", 1));
      assertThatThrownBy(() -> engine.update(ProfileUpdate.of("a").set(UNKNOWN, 1)))
          .isInstanceOf(IllegalArgumentException.class);
      idle.await();
      for (int i = 0; i < 3; i++) {
        engine.count(AGE.atLeast(4));
      }
      engine.audience(AGE.atLeast(4)).close();
      assertThatThrownBy(() -> engine.count(UNKNOWN.is(1)))
          .isInstanceOf(IllegalArgumentException.class);
      epoch = engine.snapshot();
      clock.add(Duration.ofSeconds(2));

      assertThat(timed("muster.query", "kind", "count", "outcome", "answered")).isEqualTo(3);
      assertThat(timed("muster.query", "kind", "count", "outcome", "refused")).isEqualTo(1);
      assertThat(timed("muster.query", "kind", "audience", "outcome", "answered")).isEqualTo(1);
      assertThat(seconds("muster.query", "kind", "count", "outcome", "answered")).isPositive();
      assertThat(timed("muster.epoch")).isEqualTo(3);
      assertThat(seconds("muster.epoch")).isPositive();
      assertThat(registry.get("muster.epoch.writes").summary().totalAmount()).isEqualTo(3);
      assertThat(counter("muster.operations", "result", "applied")).isEqualTo(100);
      assertThat(counter("muster.operations", "result", "duplicate")).isEqualTo(100);
      assertThat(counter("muster.operations", "result", "expired")).isZero();
      assertThat(counter("muster.batches.refused", "reason", "unknown_name")).isEqualTo(1);
      assertThat(counter("muster.columns.settled")).isEqualTo(1);
      assertThat(timed("muster.idle.work")).isEqualTo(1);
      assertThat(counter("muster.journal.written")).isPositive();
      assertThat(timed("muster.journal.force")).isEqualTo(3);
      assertThat(timed("muster.snapshot", "outcome", "taken")).isEqualTo(1);
      assertThat(timed("muster.snapshot", "outcome", "failed")).isZero();
      assertThat(timed("muster.snapshot.pin")).isEqualTo(1);
      assertThat(registry.get("muster.snapshot.written").summary().totalAmount()).isPositive();

      EngineStatistics statistics = engine.statistics();
      assertThat(gauge("muster.published")).isEqualTo(statistics.epoch());
      assertThat(gauge("muster.profiles")).isEqualTo(100);
      assertThat(gauge("muster.events")).isZero();
      assertThat(gauge("muster.queue")).isZero();
      assertThat(statistics.memory()).isNotEmpty();
      for (MemoryUse use : statistics.memory()) {
        assertThat(gauge("muster.memory", "kind", use.what())).isEqualTo(use.sizeBytes());
      }
      assertThat(gauge("muster.journal.size")).isZero();
      assertThat(gauge("muster.journal.segments"))
          .isEqualTo(statistics.storage().orElseThrow().journalSegments());
      assertThat(gauge("muster.snapshot.size"))
          .isEqualTo(statistics.storage().orElseThrow().snapshotBytes())
          .isPositive();
      assertThat(registry.get("muster.snapshot.age").timeGauge().value(TimeUnit.SECONDS))
          .isPositive();
      assertThat(registry.get("muster.profiles.expired").functionCounter().count()).isZero();
      assertThat(registry.get("muster.cache").tag("result", "hit").functionCounter().count())
          .isZero();
    }
    assertThat(registry.getMeters()).as("closed").isEmpty();

    EngineMeters again = EngineMeters.of(registry, "shop");
    try (SegmentationEngine engine = builder().directory(directory).observer(again).open()) {
      assertThat(timed("muster.recovery")).isEqualTo(1);
      assertThat(engine.view().epoch()).isGreaterThanOrEqualTo(epoch);
    }
  }

  @Test
  void whatIsRare_isMeasured() {
    meters.writeWaited(new WriteWaited(2_000_000_000));
    meters.batchRefused(new BatchRefused(Optional.empty(), 3));
    meters.epochPublished(new EpochPublished(1, 0, 0, 0, 5, 7, 1));
    meters.idleWorkDone(new IdleWorkDone(0, 4, 1));
    meters.recoveryDone(new RecoveryDone(1, 1, 1, 1, 3_000_000_000L));
    meters.snapshotDone(SnapshotDone.failed(new IOException("full"), 1_000_000_000));
    meters.engineFailed(new EngineFailed(new IOException("gone"), true));

    assertThat(seconds("muster.queue.wait")).isEqualTo(2);
    assertThat(counter("muster.batches.refused", "reason", "no_space")).isEqualTo(1);
    assertThat(counter("muster.operations", "result", "expired")).isEqualTo(5);
    assertThat(counter("muster.rows.purged")).isEqualTo(7);
    assertThat(counter("muster.tails.sealed")).isEqualTo(4);
    assertThat(seconds("muster.recovery")).isEqualTo(3);
    assertThat(timed("muster.snapshot", "outcome", "failed")).isEqualTo(1);
    assertThat(timed("muster.snapshot", "outcome", "taken")).isZero();
    assertThat(counter("muster.failures")).isEqualTo(1);
  }

  /** A scrape reads dozens of gauges, and the engine is asked once. */
  @Test
  void gauges_areOfOneMomentAndAMomentOld() {
    try (SegmentationEngine engine = builder().observer(meters).open()) {
      meters.watch(engine);
      clock.add(Duration.ofSeconds(2));
      assertThat(gauge("muster.profiles")).isZero();
      engine.ingest(people(10));

      clock.add(Duration.ofMillis(900));
      assertThat(gauge("muster.profiles")).as("of the same second").isZero();
      clock.add(Duration.ofMillis(100));
      assertThat(gauge("muster.profiles")).isEqualTo(10);
      assertThat(gauge("muster.published")).isEqualTo(engine.statistics().epoch());
    }
  }

  @Test
  void engineInMemory_hasNoMetersOfADirectory() {
    try (SegmentationEngine engine = builder().observer(meters).open()) {
      meters.watch(engine);
      assertThat(registry.find("muster.profiles").gauge()).isNotNull();
      assertThat(registry.find("muster.journal.size").gauge()).isNull();
      assertThat(registry.find("muster.snapshot.age").timeGauge()).isNull();
      assertThatThrownBy(() -> meters.watch(engine))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("these meters watch an engine already");
    }
  }

  @Test
  void resultCache_isMeasured() {
    EventType visit = EventType.of("visit");
    Schema schema = Schema.builder().eventTypes(visit).build();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema).resultCache(1 << 20).observer(meters).open()) {
      meters.watch(engine);
      engine.record(Event.of(ProfileId.of("a"), visit, Instant.EPOCH));
      try (ReadView view = engine.view(Instant.EPOCH)) {
        for (int i = 0; i < 4; i++) {
          assertThat(view.count(visit.did())).isEqualTo(1);
        }
      }
      EngineStatistics statistics = engine.statistics();
      clock.add(Duration.ofSeconds(2));

      assertThat(statistics.cacheHits()).isEqualTo(2);
      assertThat(statistics.cacheMisses()).isEqualTo(1);
      assertThat(registry.get("muster.cache").tag("result", "hit").functionCounter().count())
          .isEqualTo(2);
      assertThat(registry.get("muster.cache").tag("result", "miss").functionCounter().count())
          .isEqualTo(1);
    }
  }

  @Test
  void closedEngine_leavesOtherMetersAlone() {
    EngineMeters other = EngineMeters.of(registry, "other");
    SegmentationEngine engine = builder().observer(meters).open();
    meters.watch(engine);
    registry.counter("of.the.application").increment();
    engine.close();
    assertThatThrownBy(() -> engine.count(Predicate.everyone()))
        .isInstanceOf(RuntimeException.class);
    meters.queryDone(
        new QueryDone(QueryKind.PROFILE, QueryDone.Outcome.FAILED, () -> "", -1, 1, 1));
    meters.epochPublished(new EpochPublished(1, 1, 1, 1, 1, 1, 1));
    other.epochPublished(new EpochPublished(1, 1, 1, 1, 1, 1, 1));

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allMatch(id -> id.getTag("engine") == null || "other".equals(id.getTag("engine")));
    assertThat(registry.get("of.the.application").counter().count()).isEqualTo(1);
    assertThat(registry.get("muster.epoch").tag("engine", "other").timer().count()).isEqualTo(1);
  }

  @Test
  void counters_stayWhenTheEngineTellsNoMore() {
    StatisticsGauges gauges;
    try (SegmentationEngine engine = builder().open()) {
      gauges = new StatisticsGauges(engine, clock);
      gauges.register(new OwnMeters(registry, "shop"));
    }
    clock.add(Duration.ofSeconds(2));

    assertThat(gauge("muster.profiles")).isNaN();
    assertThat(registry.get("muster.profiles.expired").functionCounter().count()).isZero();
    assertThat(gauges).isNotNull();
  }

  /** Whatever else is forgotten, the registry keeps no engine. */
  @Test
  void registry_doesNotKeepTheEngine() {
    List<StatisticsGauges> kept = new ArrayList<>();
    WeakReference<SegmentationEngine> engine = watched(kept);
    while (engine.get() != null) {
      System.gc();
    }
    assertThat(kept).hasSize(1);
    assertThat(gauge("muster.profiles")).isNaN();
  }

  private WeakReference<SegmentationEngine> watched(List<StatisticsGauges> kept) {
    try (SegmentationEngine engine = builder().open()) {
      kept.add(new StatisticsGauges(engine, clock));
      kept.get(0).register(new OwnMeters(registry, "shop"));
      assertThat(gauge("muster.profiles")).isZero();
      return new WeakReference<>(engine);
    }
  }
}
