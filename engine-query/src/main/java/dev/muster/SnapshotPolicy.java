// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.time.Duration;
import java.util.Objects;

/**
 * When an engine with a directory takes a snapshot by itself. Opening a directory reads the newest
 * snapshot and writes again what came after it; what came before is let go. So snapshots bound how
 * long opening takes and how much disk is needed. They are taken while writing and reading go on.
 *
 * @param journalBytes once so much has been written since the last one, and no less than that one
 *     took, so that snapshots never cost more than what they replace
 * @param interval once the last one is so old, if anything has been written since
 */
public record SnapshotPolicy(long journalBytes, Duration interval) {

  // Before the policies, which are checked against it.
  private static final Duration INTERVAL_MIN = Duration.ofMillis(100);

  /** After 256 MiB, or a day. */
  public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(256L << 20, Duration.ofDays(1));

  /** Only when {@link SegmentationEngine#snapshot} is called. */
  public static final SnapshotPolicy MANUAL =
      new SnapshotPolicy(Long.MAX_VALUE, Duration.ofDays(365_000));

  /** Checks the bounds. */
  public SnapshotPolicy {
    Objects.requireNonNull(interval, "interval");
    if (journalBytes < 1) {
      throw new IllegalArgumentException(
          "journalBytes must be positive, journalBytes=" + journalBytes);
    }
    if (interval.compareTo(INTERVAL_MIN) < 0) {
      throw new IllegalArgumentException(
          "interval must be at least " + INTERVAL_MIN + ", interval=" + interval);
    }
  }
}
