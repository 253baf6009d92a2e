// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import java.time.Duration;

/**
 * When a snapshot is taken without being asked for.
 *
 * @param journalBytes once so much has been kept since the last one, and as much as that one took
 * @param interval once it is so old and anything has been kept since
 */
public record SnapshotPolicy(long journalBytes, Duration interval) {

  /** Only when asked for. */
  public static final SnapshotPolicy NEVER =
      new SnapshotPolicy(Long.MAX_VALUE, Duration.ofDays(365_000));

  boolean isDue(long keptBytes, long lastSnapshotBytes, Duration age) {
    return keptBytes > 0
        && (keptBytes >= Math.max(journalBytes, lastSnapshotBytes) || age.compareTo(interval) >= 0);
  }
}
