// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import dev.muster.EngineException;
import dev.muster.EngineStatistics;
import dev.muster.MemoryUse;
import dev.muster.SegmentationEngine;
import dev.muster.StorageStatistics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an engine holds, as gauges. The engine is asked for all of it at once, and not again before
 * a second has passed: a scrape reads dozens of gauges. Once it is closed or gone, gauges are NaN
 * and counters stay.
 */
final class StatisticsGauges {

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final WeakReference<SegmentationEngine> engine;
  private final Clock clock;

  // Guarded by this.
  private @Nullable EngineStatistics read;
  private long readNanos;
  private @Nullable EngineStatistics last;

  StatisticsGauges(SegmentationEngine engine, Clock clock) {
    this.engine = new WeakReference<>(engine);
    this.clock = clock;
  }

  /** Registers everything with {@code meters}; of the directory only if there is one. */
  void register(OwnMeters meters) {
    gauge(meters, "muster.published", "Epoch that is published", "epoch", s -> s.epoch());
    gauge(meters, "muster.profiles", "Profiles alive", "profiles", s -> s.profiles());
    gauge(meters, "muster.events", "Events held", "events", s -> s.events());
    gauge(meters, "muster.queue", "Operations that wait", "operations", s -> s.queued());
    counter(meters, "muster.profiles.expired", "profiles", s -> s.expired());
    counter(meters, "muster.cache", "chunks", s -> s.cacheHits(), "result", "hit");
    counter(meters, "muster.cache", "chunks", s -> s.cacheMisses(), "result", "miss");
    List<MemoryUse> kinds = statistics().map(EngineStatistics::memory).orElse(List.of());
    for (int i = 0; i < kinds.size(); i++) {
      int index = i;
      gauge(
          meters,
          "muster.memory",
          "Heap memory, approximately, by kind of structure",
          BaseUnits.BYTES,
          s -> s.memory().get(index).sizeBytes(),
          "kind",
          kinds.get(i).what());
    }
    if (statistics().flatMap(EngineStatistics::storage).isPresent()) {
      registerStorage(meters);
    }
  }

  private void registerStorage(OwnMeters meters) {
    storageGauge(
        meters,
        "muster.journal.size",
        "Journal written since the newest snapshot, which opening applies again",
        BaseUnits.BYTES,
        StorageStatistics::journalBytes);
    storageGauge(
        meters,
        "muster.journal.segments",
        "Files of the journal",
        BaseUnits.FILES,
        StorageStatistics::journalSegments);
    storageGauge(
        meters,
        "muster.snapshot.size",
        "The newest snapshot, with all that it points to",
        BaseUnits.BYTES,
        StorageStatistics::snapshotBytes);
    meters.add(
        TimeGauge.builder(
                    "muster.snapshot.age",
                    this,
                    TimeUnit.SECONDS,
                    gauges -> gauges.storage(storage -> storage.snapshotAge().toNanos() / 1e9))
                .description("Since the last snapshot was taken, or the engine opened")
                .tags(meters.tags())
            ::register);
  }

  private void gauge(
      OwnMeters meters,
      String name,
      String description,
      String unit,
      ToDoubleFunction<EngineStatistics> value,
      String... tags) {
    meters.add(
        Gauge.builder(name, this, gauges -> gauges.value(value))
                .description(description)
                .baseUnit(unit)
                .tags(meters.tags(tags))
            ::register);
  }

  private void storageGauge(
      OwnMeters meters,
      String name,
      String description,
      String unit,
      ToDoubleFunction<StorageStatistics> value) {
    meters.add(
        Gauge.builder(name, this, gauges -> gauges.storage(value))
                .description(description)
                .baseUnit(unit)
                .tags(meters.tags())
            ::register);
  }

  private void counter(
      OwnMeters meters,
      String name,
      String unit,
      ToDoubleFunction<EngineStatistics> value,
      String... tags) {
    meters.add(
        FunctionCounter.builder(name, this, gauges -> gauges.total(value))
                .baseUnit(unit)
                .tags(meters.tags(tags))
            ::register);
  }

  private double value(ToDoubleFunction<EngineStatistics> value) {
    return statistics().map(read -> value.applyAsDouble(read)).orElse(Double.NaN);
  }

  /** The value that was read last, since what counts never goes back. */
  private synchronized double total(ToDoubleFunction<EngineStatistics> value) {
    EngineStatistics known = statistics().orElse(last);
    return known == null ? 0 : value.applyAsDouble(known);
  }

  private double storage(ToDoubleFunction<StorageStatistics> value) {
    return statistics()
        .flatMap(EngineStatistics::storage)
        .map(read -> value.applyAsDouble(read))
        .orElse(Double.NaN);
  }

  private synchronized Optional<EngineStatistics> statistics() {
    SegmentationEngine running = engine.get();
    if (running == null) {
      read = null;
      return Optional.empty();
    }
    long now = clock.monotonicTime();
    if (read == null || now - readNanos >= FRESH_NANOS) {
      read = null;
      try {
        read = running.statistics();
        last = read;
        readNanos = now;
      } catch (EngineException e) {
        // Closed or failed; the application learns of it elsewhere.
        return Optional.empty();
      }
    }
    return Optional.of(read);
  }
}
