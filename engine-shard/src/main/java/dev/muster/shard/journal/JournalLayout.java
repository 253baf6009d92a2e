// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Every offset, size and constant of format version 1; {@code docs/formats/journal.md} tells what
 * they mean. All numbers are little-endian.
 *
 * <pre>
 * segment   header (64) | frame | frame | … | end mark, perhaps | zeros
 * frame     header (48) | payload | zeros up to a multiple of 8
 * </pre>
 */
final class JournalLayout {

  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** The version this code writes, and the only one it reads. */
  static final int VERSION = 1;

  // Segment header.
  /** The bytes {@code MUSTERJL}. */
  static final long SEGMENT_MAGIC = 0x4C4A_5245_5453_554DL;

  static final int SEGMENT_MAGIC_AT = 0;
  static final int SEGMENT_VERSION_AT = 8;

  /** Properties that a reader must know in order to read; version 1 has none. */
  static final int SEGMENT_FEATURES_AT = 12;

  static final int SEGMENT_DIRECTORY_ID_AT = 16;
  static final int SEGMENT_NUMBER_AT = 32;
  static final int SEGMENT_FIRST_EPOCH_AT = 40;
  static final int SEGMENT_SIZE_AT = 48;
  static final int SEGMENT_PREVIOUS_CRC_AT = 56;
  static final int SEGMENT_CRC_AT = 60;
  static final int SEGMENT_HEADER_BYTES = 64;

  // Frame header.
  /** The bytes {@code FRME}. */
  static final int FRAME_MAGIC = 0x454D_5246;

  static final int FRAME_MAGIC_AT = 0;
  static final int FRAME_PAYLOAD_BYTES_AT = 4;
  static final int FRAME_EPOCH_AT = 8;
  static final int FRAME_FORCED_EPOCH_AT = 16;
  static final int FRAME_PREVIOUS_CRC_AT = 24;
  static final int FRAME_RECORD_COUNT_AT = 28;
  static final int FRAME_FLAGS_AT = 32;
  static final int FRAME_PAYLOAD_CRC_AT = 40;
  static final int FRAME_CRC_AT = 44;
  static final int FRAME_HEADER_BYTES = 48;

  /** Flag of an end mark, which is no frame: see {@link Journal#markForced}. */
  static final long END_MARK = 1;

  /** An end mark is a frame header alone. Every segment has room for one after its last frame. */
  static final int END_MARK_BYTES = FRAME_HEADER_BYTES;

  /** Frames begin at multiples of this. */
  static final int ALIGNMENT = 8;

  /**
   * Largest payload, 1 GiB: a reader holds one in memory. An epoch is far smaller unless a single
   * batch is as large.
   */
  static final int PAYLOAD_BYTES_MAX = 1 << 30;

  /** Sizes of segments are multiples of this, a sector. */
  static final int SEGMENT_UNIT_BYTES = 512;

  private JournalLayout() {}

  /** What a frame takes in its segment: header, payload, padding. */
  static long frameBytes(int payloadBytes) {
    return FRAME_HEADER_BYTES + alignUp(payloadBytes, ALIGNMENT);
  }

  /** The zeros that follow a payload. */
  static int paddingBytes(int payloadBytes) {
    return -payloadBytes & (ALIGNMENT - 1);
  }

  /** Whether a frame may stand at {@code offset}: an end mark has to fit after it. */
  static boolean fits(long offset, long frameBytes, long segmentBytes) {
    return offset + frameBytes + END_MARK_BYTES <= segmentBytes;
  }

  /** The smallest size of a segment that holds one frame of {@code frameBytes}. */
  static long segmentBytesFor(long frameBytes) {
    return alignUp(SEGMENT_HEADER_BYTES + frameBytes + END_MARK_BYTES, SEGMENT_UNIT_BYTES);
  }

  /** {@code bytes}, or the next multiple of {@code unit}, a power of two. */
  static long alignUp(long bytes, int unit) {
    return (bytes + unit - 1) & -unit;
  }

  /** Zeroed bytes in the byte order of the format. */
  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ORDER);
  }
}
