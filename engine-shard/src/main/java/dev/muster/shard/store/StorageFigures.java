// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How things stand in a directory.
 *
 * @param journalSegments how many there are
 * @param journalBytes kept since the newest snapshot
 * @param snapshots how many there are
 * @param snapshotEpoch of the newest; 0 if there is none
 * @param snapshotBytes of the newest, with all runs that it points to
 * @param snapshotAge since the last one was taken, or since the directory was opened
 * @param failure why the last one was not taken, or null if it was
 */
public record StorageFigures(
    int journalSegments,
    long journalBytes,
    int snapshots,
    long snapshotEpoch,
    long snapshotBytes,
    Duration snapshotAge,
    @Nullable String failure) {}
