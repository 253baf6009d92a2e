// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * An epoch in the journal.
 *
 * @param epoch its number
 * @param bytes of its commands, before they are encrypted
 */
public record JournalAppended(long epoch, long bytes) {}
