// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The parts of a payload and the zeros after it, as they are written. The parts are read from
 * duplicates, so the caller's positions stay.
 */
final class Payload {

  private final ByteBuffer[] parts;
  private final int sizeBytes;

  /** Sums the parts up; their total must not exceed the largest payload. */
  Payload(ByteBuffer... parts) {
    long size = 0;
    for (ByteBuffer part : parts) {
      size += part.remaining();
    }
    this.sizeBytes = checkSize(size);
    this.parts = parts;
  }

  static int checkSize(long bytes) {
    if (bytes < 0 || bytes > JournalLayout.PAYLOAD_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a payload must have [0, 1073741824] bytes, payloadBytes=" + bytes);
    }
    return (int) bytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  /** {@code header}, the parts, the padding. */
  ByteBuffer[] after(ByteBuffer header) {
    ByteBuffer[] all = new ByteBuffer[parts.length + 2];
    all[0] = header;
    for (int i = 0; i < parts.length; i++) {
      all[i + 1] = parts[i].duplicate();
    }
    all[parts.length + 1] = padding();
    return all;
  }

  /** CRC-32C of payload and padding. */
  int crc(CRC32C crc) {
    crc.reset();
    for (ByteBuffer part : parts) {
      crc.update(part.duplicate());
    }
    crc.update(padding());
    return (int) crc.getValue();
  }

  private ByteBuffer padding() {
    return ByteBuffer.allocate(JournalLayout.paddingBytes(sizeBytes));
  }
}
