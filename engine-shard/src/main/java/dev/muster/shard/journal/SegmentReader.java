// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one segment up to the first place that holds none, checking each. Used for
 * one reading; confined to one thread.
 *
 * <p>A frame header that passes its check was written here by this journal. If it then contradicts
 * what came before, no crash explains that, and it is damage wherever it is. What does not pass is
 * for the caller to judge, by {@link #invalid}.
 */
final class SegmentReader {

  private final String file;
  private final SegmentBytes bytes;
  private final FrameCodec codec;
  private final CRC32C payloadCrc = new CRC32C();

  private long offset = JournalLayout.SEGMENT_HEADER_BYTES;
  private long lastEpoch;
  private int lastCrc;
  private boolean marked;
  private @Nullable String invalid;

  SegmentReader(String file, SegmentBytes bytes, FrameCodec codec, SegmentHeader header) {
    this.file = file;
    this.bytes = bytes;
    this.codec = codec;
    this.lastEpoch = header.firstEpoch() - 1;
    this.lastCrc = header.previousCrc();
  }

  /** Visits all frames after {@code afterEpoch}. O(size of the segment). */
  void read(long afterEpoch, FrameVisitor visitor) throws IOException {
    while (bytes.sizeBytes() - offset >= JournalLayout.FRAME_HEADER_BYTES) {
      ByteBuffer header = bytes.at(offset, JournalLayout.FRAME_HEADER_BYTES);
      FrameHeader frame = codec.decode(header, 0, offset);
      if (frame == null) {
        invalid = isZero(header) ? null : "the frame header fails its check";
        return;
      }
      checkConsistent(frame);
      if (frame.isEndMark()) {
        marked = true;
        return;
      }
      ByteBuffer payload =
          bytes.at(
              offset + JournalLayout.FRAME_HEADER_BYTES,
              (int) (frame.frameBytes() - JournalLayout.FRAME_HEADER_BYTES));
      payloadCrc.reset();
      payloadCrc.update(payload.duplicate());
      if ((int) payloadCrc.getValue() != frame.payloadCrc()) {
        invalid = "the payload of epoch " + frame.epoch() + " fails its check";
        return;
      }
      if (frame.epoch() > afterEpoch) {
        visitor.visit(
            new Frame(
                frame.epoch(),
                frame.recordCount(),
                payload.slice(0, frame.payloadBytes()).asReadOnlyBuffer().order(header.order())));
      }
      offset += frame.frameBytes();
      lastEpoch = frame.epoch();
      lastCrc = frame.crc();
    }
  }

  private void checkConsistent(FrameHeader frame) throws DamagedFileException {
    if ((frame.flags() & ~JournalLayout.END_MARK) != 0) {
      throw damaged("the frame has unknown flags 0x" + Long.toHexString(frame.flags()));
    }
    if (frame.previousCrc() != lastCrc) {
      throw damaged("the frame of epoch " + frame.epoch() + " does not follow the one before it");
    }
    boolean epochsFit =
        frame.isEndMark()
            ? frame.epoch() == lastEpoch && frame.forcedEpoch() == lastEpoch
            : frame.epoch() > lastEpoch && frame.forcedEpoch() <= lastEpoch;
    if (!epochsFit) {
      throw damaged(
          "epoch " + frame.epoch() + ", forced " + frame.forcedEpoch() + ", follows " + lastEpoch);
    }
    boolean sizesFit =
        frame.isEndMark()
            ? frame.payloadBytes() == 0
            : frame.payloadBytes() >= 0
                && frame.payloadBytes() <= JournalLayout.PAYLOAD_BYTES_MAX
                && frame.recordCount() >= 0
                && JournalLayout.fits(offset, frame.frameBytes(), bytes.sizeBytes());
    if (!sizesFit) {
      throw damaged(
          "the frame of epoch "
              + frame.epoch()
              + " cannot have "
              + frame.payloadBytes()
              + " bytes and "
              + frame.recordCount()
              + " records");
    }
  }

  private static boolean isZero(ByteBuffer header) {
    for (int i = 0; i < JournalLayout.FRAME_HEADER_BYTES; i += Long.BYTES) {
      if (header.getLong(i) != 0) {
        return false;
      }
    }
    return true;
  }

  DamagedFileException damaged(String reason) {
    return new DamagedFileException(file, offset, reason);
  }

  /** After the last frame read. */
  long offset() {
    return offset;
  }

  /** Of the last frame; before the first one, the last epoch that earlier segments can have. */
  long lastEpoch() {
    return lastEpoch;
  }

  /** Check value of the last frame. */
  int lastCrc() {
    return lastCrc;
  }

  /** Whether an end mark stands at {@link #offset}: all frames were on disk when it was written. */
  boolean isMarked() {
    return marked;
  }

  /** Where content must have ended: after the last frame and its end mark. */
  long contentEnd() {
    return marked ? offset + JournalLayout.END_MARK_BYTES : offset;
  }

  /** What is wrong at {@link #offset}; null if there is an end mark, or nothing. */
  @Nullable String invalid() {
    return invalid;
  }
}
