// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * Takes what an engine measures, number by number: an {@link EngineObserver} that makes figures of
 * all it is told.
 *
 * <p>Called by threads of the engine, often several at once, in the midst of their work: an
 * implementation should only add to a counter or a histogram. What it throws is ignored.
 */
@FunctionalInterface
public interface EngineMetrics extends EngineObserver {

  /**
   * Something was measured.
   *
   * @param value in {@link Measure#unit()}; not negative
   */
  void record(Measure measure, long value);

  @Override
  default void queryDone(QueryDone query) {
    if (query.outcome() == QueryDone.Outcome.ANSWERED) {
      record(Measure.of(query.kind()), query.nanos());
    } else {
      record(Measure.QUERIES_UNANSWERED, 1);
    }
  }

  @Override
  default void epochPublished(EpochPublished epoch) {
    record(Measure.EPOCH_NANOS, epoch.nanos());
    record(Measure.EPOCH_WRITES, epoch.writes());
    recordAny(Measure.OPERATIONS_APPLIED, epoch.applied());
    recordAny(Measure.OPERATIONS_DUPLICATE, epoch.duplicates());
    recordAny(Measure.OPERATIONS_EXPIRED, epoch.expired());
    recordAny(Measure.ROWS_PURGED, epoch.purged());
  }

  @Override
  default void batchRefused(BatchRefused batch) {
    record(Measure.BATCHES_REFUSED, 1);
  }

  @Override
  default void writeWaited(WriteWaited write) {
    record(Measure.QUEUE_WAIT_NANOS, write.nanos());
  }

  @Override
  default void journalAppended(JournalAppended epoch) {
    record(Measure.JOURNAL_BYTES, epoch.bytes());
  }

  @Override
  default void journalForced(JournalForced force) {
    record(Measure.FORCE_NANOS, force.nanos());
  }

  @Override
  default void idleWorkDone(IdleWorkDone work) {
    record(Measure.IDLE_WORK_NANOS, work.nanos());
    recordAny(Measure.COLUMNS_SETTLED, work.columnsSettled());
    recordAny(Measure.TAILS_SEALED, work.tailsSealed());
  }

  @Override
  default void snapshotDone(SnapshotDone snapshot) {
    if (snapshot.failure().isPresent()) {
      record(Measure.SNAPSHOT_FAILURES, 1);
      return;
    }
    record(Measure.SNAPSHOT_NANOS, snapshot.nanos());
    record(Measure.SNAPSHOT_PIN_NANOS, snapshot.pinNanos());
    record(Measure.SNAPSHOT_BYTES, snapshot.bytes());
  }

  @Override
  default void recoveryDone(RecoveryDone recovery) {
    record(Measure.RECOVERY_NANOS, recovery.nanos());
    recordAny(Measure.RECOVERY_SNAPSHOT_NANOS, recovery.snapshotNanos());
  }

  @Override
  default void engineFailed(EngineFailed failure) {
    record(Measure.ENGINE_FAILURES, 1);
  }

  private void recordAny(Measure measure, long value) {
    if (value > 0) {
      record(measure, value);
    }
  }
}
