// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

/**
 * What a shard holds.
 *
 * @param profiles alive
 * @param events held, those of profiles about to be purged included
 * @param rowBytes live rows and directory entries
 * @param columnBytes cells, presence and undo
 * @param postingBytes value postings
 * @param eventBytes tails and runs
 */
public record ShardSize(
    long profiles,
    long events,
    long rowBytes,
    long columnBytes,
    long postingBytes,
    long eventBytes) {

  /** Both together. */
  public ShardSize plus(ShardSize other) {
    return new ShardSize(
        profiles + other.profiles,
        events + other.events,
        rowBytes + other.rowBytes,
        columnBytes + other.columnBytes,
        postingBytes + other.postingBytes,
        eventBytes + other.eventBytes);
  }
}
