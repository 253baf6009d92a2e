// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * What was written to the journal is on disk.
 *
 * @param epoch up to which
 * @param nanos that it took
 */
public record JournalForced(long epoch, long nanos) {}
