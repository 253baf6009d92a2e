// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal ends, and what it takes to go on from there.
 *
 * @param segments first epochs of all segments, ascending; not empty
 * @param header of the last segment
 * @param offset after the last frame in it
 * @param lastEpoch of the last frame, in whichever segment it is
 * @param lastCrc of the last frame
 * @param isProven whether all frames are known to be on disk, rather than only in memory of the
 *     operating system
 * @param tornTail what stands after the end and must go
 */
record JournalEnd(
    List<Long> segments,
    SegmentHeader header,
    long offset,
    long lastEpoch,
    int lastCrc,
    boolean isProven,
    @Nullable TornTail tornTail) {

  String file() {
    return SegmentName.of(header.firstEpoch());
  }
}
