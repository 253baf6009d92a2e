// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether bytes after the last good frame of the last segment were left by a crash.
 *
 * <p>A disk may keep any part of what was not forced, so a crash can leave a good frame after a bad
 * one. But every frame says up to which epoch the journal had been forced when it was written. If
 * one that stands further on names an epoch after the last good frame, then what is bad now was
 * complete and on disk once: that is damage. If none does, nothing in the tail is known to have
 * been acknowledged, and it can be cut.
 *
 * <p>So damage to the newest forced frames, with nothing written after them, looks like a tear. An
 * end mark, which {@link Journal#markForced} and {@link Journal#close} write, closes that gap.
 */
final class TailInspection {

  /** Bytes looked at in one piece. */
  private static final int PIECE_BYTES = 1 << 16;

  private TailInspection() {}

  /**
   * What has to be cut after {@code reader} has read a last segment, or null if it ends cleanly.
   * Looks at every byte up to the segment's end.
   *
   * @throws DamagedFileException if it was not a crash
   */
  static @Nullable TornTail inspect(
      SegmentReader reader, SegmentBytes bytes, FrameCodec codec, SegmentHeader header)
      throws IOException {
    long begin = reader.contentEnd();
    long end = bytes.endOfContent(begin);
    if (end == begin) {
      return null;
    }
    long frameAt = reader.offset();
    if (!JournalLayout.fits(frameAt, JournalLayout.FRAME_HEADER_BYTES, bytes.sizeBytes())
        && end > frameAt + JournalLayout.END_MARK_BYTES) {
      throw reader.damaged("bytes follow where nothing but an end mark can have been written");
    }
    refuseForced(reader, bytes, codec, begin, end);
    String reason = reader.invalid();
    return new TornTail(
        SegmentName.of(header.firstEpoch()),
        begin,
        end - begin,
        reader.lastEpoch(),
        reason == null ? "bytes follow after the end" : reason,
        SegmentName.torn(header.firstEpoch(), begin, crc(bytes, begin, end)));
  }

  /** Throws if a frame in the tail proves that the tail had been forced. */
  private static void refuseForced(
      SegmentReader reader, SegmentBytes bytes, FrameCodec codec, long begin, long end)
      throws IOException {
    long last = Math.min(end, bytes.sizeBytes() - JournalLayout.FRAME_HEADER_BYTES);
    for (long at = begin; at <= last; at += PIECE_BYTES) {
      int places = (int) Math.min(PIECE_BYTES, last - at + 1);
      ByteBuffer piece = bytes.at(at, places + JournalLayout.FRAME_HEADER_BYTES - 1);
      for (int i = 0; i < places; i += JournalLayout.ALIGNMENT) {
        FrameHeader frame = codec.decode(piece, i, at + i);
        if (frame != null && frame.forcedEpoch() > reader.lastEpoch()) {
          throw reader.damaged(
              (reader.invalid() == null ? "no frame is here" : reader.invalid())
                  + ", but a frame at byte "
                  + (at + i)
                  + " says that epoch "
                  + frame.forcedEpoch()
                  + " was on disk");
        }
      }
    }
  }

  private static int crc(SegmentBytes bytes, long begin, long end) throws IOException {
    CRC32C crc = new CRC32C();
    for (long at = begin; at < end; at += PIECE_BYTES) {
      crc.update(bytes.at(at, (int) Math.min(PIECE_BYTES, end - at)));
    }
    return (int) crc.getValue();
  }
}
