// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.util.UUID;

/**
 * What a journal is told when it is created or opened.
 *
 * @param directoryId drawn at random when the directory was made; files of another directory are
 *     refused, and bytes that were copied from elsewhere are never taken for a frame
 * @param segmentBytes size of new segments, a multiple of 512 in [512, 1 GiB]; may differ from what
 *     it was when the journal was written before
 */
public record JournalOptions(UUID directoryId, long segmentBytes) {

  /** 64 MiB: preallocating one takes about a tenth of a second, and dropping wastes no more. */
  public static final long SEGMENT_BYTES_DEFAULT = 64L << 20;

  private static final long SEGMENT_BYTES_MAX = 1L << 30;

  /** Checks the size. */
  public JournalOptions {
    if (segmentBytes < JournalLayout.SEGMENT_UNIT_BYTES
        || segmentBytes > SEGMENT_BYTES_MAX
        || segmentBytes % JournalLayout.SEGMENT_UNIT_BYTES != 0) {
      throw new IllegalArgumentException(
          "segmentBytes must be a multiple of 512 in [512, 1073741824], segmentBytes="
              + segmentBytes);
    }
  }

  /** Segments of {@link #SEGMENT_BYTES_DEFAULT}. */
  public static JournalOptions of(UUID directoryId) {
    return new JournalOptions(directoryId, SEGMENT_BYTES_DEFAULT);
  }

  /** The same with segments of another size. */
  public JournalOptions withSegmentBytes(long bytes) {
    return new JournalOptions(directoryId, bytes);
  }
}
