// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a segment, read in large pieces. Holds 256 KiB, or as much as the largest range
 * asked for. Confined to one thread.
 */
final class SegmentBytes {

  private static final int WINDOW_BYTES = 1 << 18;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(WINDOW_BYTES).asReadOnlyBuffer();

  private final StoredFile file;
  private final long sizeBytes;

  private ByteBuffer window = JournalLayout.allocate(0);
  private long windowOffset;

  /** Bytes of {@code file}, which has {@code sizeBytes}. */
  SegmentBytes(StoredFile file, long sizeBytes) {
    this.file = file;
    this.sizeBytes = sizeBytes;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** {@code length} bytes from {@code offset}, all inside the file; valid until the next call. */
  ByteBuffer at(long offset, int length) throws IOException {
    if (offset < windowOffset || offset + length > windowOffset + window.limit()) {
      fill(offset, length);
    }
    return window.slice((int) (offset - windowOffset), length).order(JournalLayout.ORDER);
  }

  private void fill(long offset, int length) throws IOException {
    int wanted = (int) Math.min(Math.max(length, WINDOW_BYTES), sizeBytes - offset);
    // Emptied first, so that a failed read leaves nothing to be taken for the file's bytes.
    window.limit(0);
    if (window.capacity() < wanted) {
      window = JournalLayout.allocate(wanted);
    }
    windowOffset = offset;
    ByteBuffer target = window.duplicate().clear().limit(wanted);
    if (file.read(target, offset) < wanted) {
      throw new IOException(file.name() + " ended before byte " + (offset + wanted));
    }
    window.limit(wanted);
  }

  /**
   * The offset after the last byte from {@code offset} on that is not zero; else {@code offset}.
   */
  long endOfContent(long offset) throws IOException {
    long end = offset;
    for (long at = offset; at < sizeBytes; ) {
      int length = (int) Math.min(WINDOW_BYTES, sizeBytes - at);
      ByteBuffer piece = at(at, length);
      // Most pieces are all zeros, which this tells many bytes at a time.
      if (piece.mismatch(ZEROS.slice(0, length)) >= 0) {
        int last = length - 1;
        while (piece.get(last) == 0) {
          last--;
        }
        end = at + last + 1;
      }
      at += length;
    }
    return end;
  }
}
