// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Frame headers of one segment, to bytes and back.
 *
 * <p>The check value of a header is taken over its place (directory, segment, offset) and then its
 * bytes. So bytes that look like a frame, but were written elsewhere or came in a payload, are not
 * one. Reused for all frames of a segment; confined to one thread.
 */
final class FrameCodec {

  // Directory id, segment number, offset in the segment.
  private static final int PLACE_BYTES = 32;
  private static final int PLACE_OFFSET_AT = 24;

  private final ByteBuffer place = JournalLayout.allocate(PLACE_BYTES);
  private final CRC32C crc = new CRC32C();

  FrameCodec(UUID directoryId, long segmentNumber) {
    place.putLong(0, directoryId.getMostSignificantBits());
    place.putLong(8, directoryId.getLeastSignificantBits());
    place.putLong(16, segmentNumber);
  }

  /** The header of a frame at {@code offset} with this payload. O(payload). */
  ByteBuffer encode(
      long offset, long epoch, long forcedEpoch, int previousCrc, int recordCount, Payload of) {
    return encode(
        offset, epoch, forcedEpoch, previousCrc, recordCount, 0, of.sizeBytes(), of.crc(crc));
  }

  /** An end mark at {@code offset}, after a frame of {@code epoch}, which is on disk. */
  ByteBuffer encodeEndMark(long offset, long epoch, int previousCrc) {
    return encode(offset, epoch, epoch, previousCrc, 0, JournalLayout.END_MARK, 0, 0);
  }

  private ByteBuffer encode(
      long offset,
      long epoch,
      long forcedEpoch,
      int previousCrc,
      int recordCount,
      long flags,
      int payloadBytes,
      int payloadCrc) {
    ByteBuffer bytes = JournalLayout.allocate(JournalLayout.FRAME_HEADER_BYTES);
    bytes.putInt(JournalLayout.FRAME_MAGIC_AT, JournalLayout.FRAME_MAGIC);
    bytes.putInt(JournalLayout.FRAME_PAYLOAD_BYTES_AT, payloadBytes);
    bytes.putLong(JournalLayout.FRAME_EPOCH_AT, epoch);
    bytes.putLong(JournalLayout.FRAME_FORCED_EPOCH_AT, forcedEpoch);
    bytes.putInt(JournalLayout.FRAME_PREVIOUS_CRC_AT, previousCrc);
    bytes.putInt(JournalLayout.FRAME_RECORD_COUNT_AT, recordCount);
    bytes.putLong(JournalLayout.FRAME_FLAGS_AT, flags);
    bytes.putInt(JournalLayout.FRAME_PAYLOAD_CRC_AT, payloadCrc);
    bytes.putInt(JournalLayout.FRAME_CRC_AT, crc(bytes, 0, offset));
    return bytes;
  }

  /**
   * The header that begins at the index {@code at} of {@code bytes} and at {@code offset} of the
   * segment, or null if no frame was written there.
   */
  @Nullable FrameHeader decode(ByteBuffer bytes, int at, long offset) {
    if (bytes.getInt(at + JournalLayout.FRAME_MAGIC_AT) != JournalLayout.FRAME_MAGIC
        || bytes.getInt(at + JournalLayout.FRAME_CRC_AT) != crc(bytes, at, offset)) {
      return null;
    }
    return new FrameHeader(
        bytes.getInt(at + JournalLayout.FRAME_PAYLOAD_BYTES_AT),
        bytes.getLong(at + JournalLayout.FRAME_EPOCH_AT),
        bytes.getLong(at + JournalLayout.FRAME_FORCED_EPOCH_AT),
        bytes.getInt(at + JournalLayout.FRAME_PREVIOUS_CRC_AT),
        bytes.getInt(at + JournalLayout.FRAME_RECORD_COUNT_AT),
        bytes.getLong(at + JournalLayout.FRAME_FLAGS_AT),
        bytes.getInt(at + JournalLayout.FRAME_PAYLOAD_CRC_AT),
        bytes.getInt(at + JournalLayout.FRAME_CRC_AT));
  }

  private int crc(ByteBuffer bytes, int at, long offset) {
    place.putLong(PLACE_OFFSET_AT, offset);
    crc.reset();
    crc.update(place.duplicate().clear());
    ByteBuffer checked = bytes.duplicate();
    crc.update(checked.limit(at + JournalLayout.FRAME_CRC_AT).position(at));
    return (int) crc.getValue();
  }
}
