// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.DamagedFileException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a segment. They are on disk before the segment has its name, so a name with
 * a bad header behind it is always damage.
 *
 * @param number 1 for the journal's first segment, then ascending by one
 * @param firstEpoch the first epoch that may be in it: one after the last epoch before it
 * @param sizeBytes size of the file
 * @param previousCrc check value of the last frame before the segment, 0 if there never was one
 */
record SegmentHeader(
    UUID directoryId, long number, long firstEpoch, long sizeBytes, int previousCrc) {

  ByteBuffer encode() {
    ByteBuffer bytes = JournalLayout.allocate(JournalLayout.SEGMENT_HEADER_BYTES);
    bytes.putLong(JournalLayout.SEGMENT_MAGIC_AT, JournalLayout.SEGMENT_MAGIC);
    bytes.putInt(JournalLayout.SEGMENT_VERSION_AT, JournalLayout.VERSION);
    bytes.putLong(JournalLayout.SEGMENT_DIRECTORY_ID_AT, directoryId.getMostSignificantBits());
    bytes.putLong(JournalLayout.SEGMENT_DIRECTORY_ID_AT + 8, directoryId.getLeastSignificantBits());
    bytes.putLong(JournalLayout.SEGMENT_NUMBER_AT, number);
    bytes.putLong(JournalLayout.SEGMENT_FIRST_EPOCH_AT, firstEpoch);
    bytes.putLong(JournalLayout.SEGMENT_SIZE_AT, sizeBytes);
    bytes.putInt(JournalLayout.SEGMENT_PREVIOUS_CRC_AT, previousCrc);
    bytes.putInt(JournalLayout.SEGMENT_CRC_AT, crc(bytes));
    return bytes;
  }

  /** Reads the header of {@code file}, and checks what a header alone can tell. */
  static SegmentHeader decode(ByteBuffer bytes, String file) throws DamagedFileException {
    if (bytes.getLong(JournalLayout.SEGMENT_MAGIC_AT) != JournalLayout.SEGMENT_MAGIC) {
      throw new DamagedFileException(
          file, JournalLayout.SEGMENT_MAGIC_AT, "it does not begin like a journal segment");
    }
    if (bytes.getInt(JournalLayout.SEGMENT_CRC_AT) != crc(bytes)) {
      throw new DamagedFileException(file, 0, "the segment header fails its check");
    }
    int version = bytes.getInt(JournalLayout.SEGMENT_VERSION_AT);
    if (version != JournalLayout.VERSION) {
      throw new DamagedFileException(
          file,
          JournalLayout.SEGMENT_VERSION_AT,
          "format version " + Integer.toUnsignedString(version) + " is not known here");
    }
    int features = bytes.getInt(JournalLayout.SEGMENT_FEATURES_AT);
    if (features != 0) {
      throw new DamagedFileException(
          file,
          JournalLayout.SEGMENT_FEATURES_AT,
          "feature bits 0x" + Integer.toHexString(features) + " are not known here");
    }
    return new SegmentHeader(
        new UUID(
            bytes.getLong(JournalLayout.SEGMENT_DIRECTORY_ID_AT),
            bytes.getLong(JournalLayout.SEGMENT_DIRECTORY_ID_AT + 8)),
        bytes.getLong(JournalLayout.SEGMENT_NUMBER_AT),
        bytes.getLong(JournalLayout.SEGMENT_FIRST_EPOCH_AT),
        bytes.getLong(JournalLayout.SEGMENT_SIZE_AT),
        bytes.getInt(JournalLayout.SEGMENT_PREVIOUS_CRC_AT));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(JournalLayout.SEGMENT_CRC_AT));
    return (int) crc.getValue();
  }
}
