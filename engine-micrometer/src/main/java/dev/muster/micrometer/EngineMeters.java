// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import dev.muster.SegmentationEngine;
import dev.muster.metrics.BatchRefused;
import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.EpochPublished;
import dev.muster.metrics.IdleWorkDone;
import dev.muster.metrics.JournalAppended;
import dev.muster.metrics.JournalForced;
import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import dev.muster.metrics.WriteWaited;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one engine does and holds, as meters of a Micrometer registry.
 *
 * <pre>{@code
 * EngineMeters meters = EngineMeters.of(registry, "shop");
 * SegmentationEngine engine = builder.observer(meters).open();
 * meters.watch(engine);
 * }</pre>
 *
 * <p>All names begin with {@code muster.}, and every meter has the tag {@code engine}; {@code
 * docs/observability.md} lists them. When the engine is closed its meters are removed. The registry
 * does not keep the engine from being collected. Thread-safe; of one engine only.
 */
public final class EngineMeters implements EngineObserver {

  private final MeterRegistry registry;
  private final OwnMeters meters;

  private final Map<QuerySeries, Timer> queries = new ConcurrentHashMap<>();
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

  private final Timer epochs;
  private final DistributionSummary epochWrites;
  private final Counter applied;
  private final Counter duplicates;
  private final Counter expired;
  private final Counter purged;
  private final Timer queueWaits;
  private final Timer idleWork;
  private final Counter columnsSettled;
  private final Counter tailsSealed;
  private final Counter journalWritten;
  private final Timer journalForces;
  private final Timer snapshots;
  private final Timer failedSnapshots;
  private final Timer snapshotPins;
  private final DistributionSummary snapshotWritten;
  private final Timer recoveries;
  private final Counter failures;

  /** Held here, since the registry holds it weakly. */
  private @Nullable StatisticsGauges gauges;

  private record QuerySeries(QueryKind kind, QueryDone.Outcome outcome) {}

  private EngineMeters(MeterRegistry registry, String engine) {
    this.registry = registry;
    this.meters = new OwnMeters(registry, engine);
    this.epochs = timer("muster.epoch", "From closing an epoch until everybody can see it");
    this.epochWrites =
        summary("muster.epoch.writes", "Writes that became visible together", "writes");
    String operations = "Operations that were handed over, by what became of them";
    this.applied = counter("muster.operations", operations, "operations", "result", "applied");
    this.duplicates = counter("muster.operations", operations, "operations", "result", "duplicate");
    this.expired = counter("muster.operations", operations, "operations", "result", "expired");
    this.purged = counter("muster.rows.purged", "Rows of deleted profiles given free", "rows");
    this.queueWaits = timer("muster.queue.wait", "Waits of writes that found the queue full");
    this.idleWork = timer("muster.idle.work", "Putting things in order while nothing is queued");
    this.columnsSettled =
        counter("muster.columns.settled", "Columns whose value postings were made anew", "columns");
    this.tailsSealed =
        counter("muster.tails.sealed", "Series of events that were compressed", "series");
    this.journalWritten =
        counter("muster.journal.written", "Commands in the journal", BaseUnits.BYTES);
    this.journalForces = timer("muster.journal.force", "Getting the journal onto the disk");
    String taking = "Taking a snapshot until it is durable";
    this.snapshots = timer("muster.snapshot", taking, "outcome", "taken");
    this.failedSnapshots = timer("muster.snapshot", taking, "outcome", "failed");
    this.snapshotPins = timer("muster.snapshot.pin", "Values kept for a snapshot");
    this.snapshotWritten =
        summary("muster.snapshot.written", "What a snapshot wrote", BaseUnits.BYTES);
    this.recoveries = timer("muster.recovery", "Reading the directory at opening");
    this.failures = counter("muster.failures", "Failures that end writing", "failures");
  }

  /**
   * Meters in {@code registry}, to be given to {@code EngineBuilder.observer}.
   *
   * @param engine value of the tag {@code engine}; no other engine of the registry may have it
   */
  public static EngineMeters of(MeterRegistry registry, String engine) {
    return new EngineMeters(registry, engine);
  }

  /**
   * Adds what {@code engine} holds: gauges that ask {@link SegmentationEngine#statistics} at most
   * once a second, by the registry's clock, however many are read. Without this, there is only what
   * is told.
   *
   * @throws IllegalStateException if an engine is watched already
   */
  public synchronized void watch(SegmentationEngine engine) {
    if (gauges != null) {
      throw new IllegalStateException("these meters watch an engine already");
    }
    gauges = new StatisticsGauges(engine, registry.config().clock());
    gauges.register(meters);
  }

  @Override
  public void queryDone(QueryDone query) {
    record(
        cached(
            queries,
            new QuerySeries(query.kind(), query.outcome()),
            series ->
                timer(
                    "muster.query",
                    "Questions, by kind and how they ended",
                    "kind",
                    lowerCase(series.kind()),
                    "outcome",
                    lowerCase(series.outcome()))),
        query.nanos());
  }

  @Override
  public void epochPublished(EpochPublished epoch) {
    record(epochs, epoch.nanos());
    epochWrites.record(epoch.writes());
    applied.increment(epoch.applied());
    duplicates.increment(epoch.duplicates());
    expired.increment(epoch.expired());
    purged.increment(epoch.purged());
  }

  @Override
  public void batchRefused(BatchRefused batch) {
    cached(
            refusals,
            batch.reason().map(EngineMeters::lowerCase).orElse("no_space"),
            reason ->
                counter(
                    "muster.batches.refused",
                    "Batches of which nothing was applied, by reason",
                    "batches",
                    "reason",
                    reason))
        .increment();
  }

  @Override
  public void writeWaited(WriteWaited write) {
    record(queueWaits, write.nanos());
  }

  @Override
  public void journalAppended(JournalAppended epoch) {
    journalWritten.increment(epoch.bytes());
  }

  @Override
  public void journalForced(JournalForced force) {
    record(journalForces, force.nanos());
  }

  @Override
  public void idleWorkDone(IdleWorkDone work) {
    record(idleWork, work.nanos());
    columnsSettled.increment(work.columnsSettled());
    tailsSealed.increment(work.tailsSealed());
  }

  @Override
  public void snapshotDone(SnapshotDone snapshot) {
    if (snapshot.failure().isPresent()) {
      record(failedSnapshots, snapshot.nanos());
      return;
    }
    record(snapshots, snapshot.nanos());
    record(snapshotPins, snapshot.pinNanos());
    snapshotWritten.record(snapshot.bytes());
  }

  @Override
  public void recoveryDone(RecoveryDone recovery) {
    record(recoveries, recovery.nanos());
  }

  @Override
  public void engineFailed(EngineFailed failure) {
    failures.increment();
  }

  /** Removes all meters; what is told afterwards is not recorded. */
  @Override
  public void engineClosed() {
    meters.removeAll();
  }

  /** What {@code made} makes for {@code key}, once. */
  private static <K, M> M cached(Map<K, M> made, K key, Function<K, M> maker) {
    M known = made.get(key);
    return known == null ? made.computeIfAbsent(key, maker) : known;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void record(Timer timer, long nanos) {
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String name, String description, String... tags) {
    return meters.add(
        Timer.builder(name).description(description).tags(meters.tags(tags))::register);
  }

  private Counter counter(String name, String description, String unit, String... tags) {
    return meters.add(
        Counter.builder(name).description(description).baseUnit(unit).tags(meters.tags(tags))
            ::register);
  }

  private DistributionSummary summary(String name, String description, String unit) {
    return meters.add(
        DistributionSummary.builder(name)
                .description(description)
                .baseUnit(unit)
                .tags(meters.tags())
            ::register);
  }
}
