// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/** What is measured each time that something happens. */
public enum Measure {
  /** Nanoseconds of a count that was answered. */
  COUNT_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of several predicates that were counted together. */
  COUNTS_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds that it took to find an audience. */
  AUDIENCE_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of an analysis, its audience included. */
  ANALYSIS_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds that it took to read one profile. */
  PROFILE_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of an explanation, with what it explains. */
  EXPLANATION_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of an estimate. */
  ESTIMATE_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of a hash of everything. */
  STATE_HASH_NANOS(Unit.NANOSECONDS),
  /** One for each question that was stopped, revoked or refused, or failed. */
  QUERIES_UNANSWERED(Unit.COUNT),
  /** Nanoseconds from the moment an epoch was closed until everybody could see it. */
  EPOCH_NANOS(Unit.NANOSECONDS),
  /** Writes that became visible together, as callers handed them over. */
  EPOCH_WRITES(Unit.COUNT),
  /** Operations of an epoch that took effect, if any did. */
  OPERATIONS_APPLIED(Unit.COUNT),
  /** Operations of an epoch that had been taken before, if any had. */
  OPERATIONS_DUPLICATE(Unit.COUNT),
  /** Events that left the retention while they waited for their epoch, if any did. */
  OPERATIONS_EXPIRED(Unit.COUNT),
  /** Rows of deleted profiles that were emptied and given free with an epoch, if any were. */
  ROWS_PURGED(Unit.COUNT),
  /** One for each batch that was refused. */
  BATCHES_REFUSED(Unit.COUNT),
  /** Nanoseconds that a write waited because the queue was full; of those that had to. */
  QUEUE_WAIT_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of putting things in order while nothing was queued. */
  IDLE_WORK_NANOS(Unit.NANOSECONDS),
  /** Columns of a chunk whose value postings were made anew then, if any were. */
  COLUMNS_SETTLED(Unit.COUNT),
  /** Series of events whose newest ones were sorted and compressed then, if any were. */
  TAILS_SEALED(Unit.COUNT),
  /** Bytes of an epoch's commands that were appended to the journal. */
  JOURNAL_BYTES(Unit.BYTES),
  /** Nanoseconds that it took to get the journal onto the disk, once. */
  FORCE_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds that it took to read the directory when the engine was opened. */
  RECOVERY_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of these that went to reading the newest snapshot, if there is one. */
  RECOVERY_SNAPSHOT_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds from the beginning of a snapshot until it was durable. */
  SNAPSHOT_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds for which a snapshot kept values from being overwritten for good. */
  SNAPSHOT_PIN_NANOS(Unit.NANOSECONDS),
  /** Bytes that a snapshot wrote, newly kept runs included. */
  SNAPSHOT_BYTES(Unit.BYTES),
  /** One for each snapshot that failed. */
  SNAPSHOT_FAILURES(Unit.COUNT),
  /** One if the engine fails and takes no more writes. */
  ENGINE_FAILURES(Unit.COUNT);

  /** What values are in. */
  public enum Unit {
    /** Nanoseconds, by the clock of {@link System#nanoTime}. */
    NANOSECONDS,
    /** Bytes. */
    BYTES,
    /** A number of things. */
    COUNT
  }

  private final Unit unit;

  Measure(Unit unit) {
    this.unit = unit;
  }

  /** What the time of an answered question of {@code kind} is recorded as. */
  public static Measure of(QueryKind kind) {
    return switch (kind) {
      case COUNT -> COUNT_NANOS;
      case COUNTS -> COUNTS_NANOS;
      case AUDIENCE -> AUDIENCE_NANOS;
      case ANALYSIS -> ANALYSIS_NANOS;
      case PROFILE -> PROFILE_NANOS;
      case EXPLANATION -> EXPLANATION_NANOS;
      case ESTIMATE -> ESTIMATE_NANOS;
      case STATE_HASH -> STATE_HASH_NANOS;
    };
  }

  /** What values are in. */
  public Unit unit() {
    return unit;
  }
}
