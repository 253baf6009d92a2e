// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

/** How much of a file is decoded by one thread at a time. */
final class ChunkSize {

  /** Some thousand records: enough to pay for handing over, little enough for many threads. */
  static final int DEFAULT_BYTES = 1 << 18;

  private static final int MIN_BYTES = 1 << 10;

  /**
   * With what is left of the block before, up to a whole record, and records of a byte and its line
   * end, still fewer than a chunk may have.
   */
  private static final int MAX_BYTES = 1 << 19;

  private ChunkSize() {}

  static int checked(int bytes) {
    if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "chunkBytes must be in [1024, 524288], chunkBytes=" + bytes);
    }
    return bytes;
  }
}
