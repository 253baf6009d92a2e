// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

/**
 * What became of a write.
 *
 * @param epoch the epoch with which it became visible: every read that starts afterwards sees it
 * @param applied operations that took effect
 * @param duplicates events and batches that had been taken before and changed nothing; a duplicate
 *     batch counts all its operations
 * @param expired events that left the retention while the write waited for its turn, and changed
 *     nothing
 */
public record Receipt(long epoch, int applied, int duplicates, int expired) {}
