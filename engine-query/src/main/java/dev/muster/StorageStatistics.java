// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.time.Duration;
import java.util.Optional;

/**
 * How things stand in an engine's directory. What happens there is told to {@link
 * EngineBuilder#metrics}.
 *
 * @param journalSegments files of the journal
 * @param journalBytes written since the newest snapshot: what opening would have to apply again
 * @param snapshots how many there are, at most two
 * @param snapshotEpoch the epoch of the newest; 0 if there is none
 * @param snapshotBytes of the newest, with all runs of events that it points to
 * @param snapshotAge how long ago the last one was taken, or the engine opened
 * @param snapshotFailure why the last one was not taken, if it was not
 */
public record StorageStatistics(
    int journalSegments,
    long journalBytes,
    int snapshots,
    long snapshotEpoch,
    long snapshotBytes,
    Duration snapshotAge,
    Optional<String> snapshotFailure) {}
