// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * Writes that became visible together.
 *
 * @param epoch with which they did
 * @param writes batches and changes of schema or segments, as callers handed them over; 0 if the
 *     engine did only what it does by itself
 * @param applied operations of theirs that took effect
 * @param duplicates operations that had been taken before
 * @param expired events that left the retention while they waited
 * @param purged rows of deleted profiles that were emptied and given free
 * @param nanos from the moment the epoch was closed until everybody could see it
 */
public record EpochPublished(
    long epoch, int writes, long applied, long duplicates, long expired, int purged, long nanos) {}
