// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * A directory that was read when an engine was opened.
 *
 * @param epoch at which it ends
 * @param snapshotEpoch of the snapshot that it began with; 0 if there is none
 * @param journalBytes of commands that were applied again
 * @param snapshotNanos that went to reading the snapshot
 * @param nanos that it took in all
 */
public record RecoveryDone(
    long epoch, long snapshotEpoch, long journalBytes, long snapshotNanos, long nanos) {}
