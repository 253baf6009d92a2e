// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

/**
 * What a crash left half-written after the last frame. Nothing in it is known to have been on disk
 * before the crash.
 *
 * @param file the segment
 * @param offset where the cut is, in bytes from the segment's beginning
 * @param lengthBytes from there to the last byte that is not zero
 * @param lastEpoch the last epoch before the cut
 * @param reason what is wrong at {@code offset}
 * @param savedAs the file that keeps the bytes once the journal has been opened
 */
public record TornTail(
    String file, long offset, long lengthBytes, long lastEpoch, String reason, String savedAs) {}
