// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

/**
 * What stands before a payload; a valid one proves that this journal wrote it, at this place.
 *
 * @param payloadBytes size of the payload, without padding
 * @param epoch the epoch; of an end mark, the last epoch before it
 * @param forcedEpoch the last epoch that was on disk when this was written
 * @param previousCrc {@code crc} of the frame before
 * @param recordCount what the writer said
 * @param flags {@link JournalLayout#END_MARK} or nothing
 * @param payloadCrc CRC-32C of payload and padding
 * @param crc CRC-32C of the header, which includes {@code payloadCrc}, and of the frame's place
 */
record FrameHeader(
    int payloadBytes,
    long epoch,
    long forcedEpoch,
    int previousCrc,
    int recordCount,
    long flags,
    int payloadCrc,
    int crc) {

  boolean isEndMark() {
    return flags == JournalLayout.END_MARK;
  }

  long frameBytes() {
    return JournalLayout.frameBytes(payloadBytes);
  }
}
