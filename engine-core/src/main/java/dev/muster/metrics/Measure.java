// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/** What is measured each time that something happens. */
public enum Measure {
  /** Nanoseconds from the moment an epoch was closed until everybody could see it. */
  EPOCH_NANOS(Unit.NANOSECONDS),
  /** Writes that became visible together, as callers handed them over. */
  EPOCH_WRITES(Unit.COUNT),
  /** Bytes of an epoch's commands that were appended to the journal. */
  JOURNAL_BYTES(Unit.BYTES),
  /** Nanoseconds that it took to get the journal onto the disk, once. */
  FORCE_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds that it took to read the directory when the engine was opened. */
  RECOVERY_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds of these that went to reading the newest snapshot. */
  RECOVERY_SNAPSHOT_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds from the beginning of a snapshot until it was durable. */
  SNAPSHOT_NANOS(Unit.NANOSECONDS),
  /** Nanoseconds for which a snapshot kept values from being overwritten for good. */
  SNAPSHOT_PIN_NANOS(Unit.NANOSECONDS),
  /** Bytes that a snapshot wrote, newly kept runs included. */
  SNAPSHOT_BYTES(Unit.BYTES),
  /** One for each snapshot that failed. */
  SNAPSHOT_FAILURES(Unit.COUNT);

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

  /** What values are in. */
  public Unit unit() {
    return unit;
  }
}
