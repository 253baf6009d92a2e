// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Makes the last segment one whose every frame is on disk, and which ends cleanly.
 *
 * <p>After a crash its newest frames may be in the memory of the operating system and not on disk.
 * To force the file is not enough: where an earlier force failed, the system may hold those pages
 * for written. So the good frames are copied into a new file, which is forced, read again, and put
 * in the old one's place in one step. Nothing is ever changed in place: a crash on the way leaves
 * either file whole, and the repair is done again.
 */
final class SegmentRepair {

  private static final int PIECE_BYTES = 1 << 18;

  private SegmentRepair() {}

  /** Repairs what {@code end} describes, keeping what has to be cut in a file of its own. */
  static void repair(FileStore store, JournalOptions options, JournalEnd end) throws IOException {
    TornTail torn = end.tornTail();
    NextSegment next = new NextSegment(store);
    try (StoredFile segment = store.openToRead(end.file())) {
      if (torn != null) {
        save(store, segment, torn);
      }
      next.fill(end.header().sizeBytes(), copy -> copyFrames(segment, copy, end));
    }
    checkCopy(store, end);
    next.publish(end.header().firstEpoch());
  }

  /** Keeps the torn bytes, durably, before they are cut. Saved twice, they are the same file. */
  private static void save(FileStore store, StoredFile segment, TornTail torn) throws IOException {
    try (StoredFile saved = NextSegment.openOrCreate(store, torn.savedAs())) {
      copy(segment, torn.offset(), saved, 0, torn.lengthBytes());
      saved.truncate(torn.lengthBytes());
      saved.force(true);
    }
    store.forceDirectory();
  }

  private static long copyFrames(StoredFile from, StoredFile to, JournalEnd end)
      throws IOException {
    copy(from, 0, to, 0, end.offset());
    // The mark becomes visible with the copy, all of which is on disk by then: what it says is so.
    FrameCodec codec = new FrameCodec(end.header().directoryId(), end.header().number());
    to.write(end.offset(), codec.encodeEndMark(end.offset(), end.lastEpoch(), end.lastCrc()));
    return end.offset() + JournalLayout.END_MARK_BYTES;
  }

  private static void copy(
      StoredFile from, long fromOffset, StoredFile to, long toOffset, long size)
      throws IOException {
    for (long done = 0; done < size; ) {
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, size - done));
      if (from.read(piece, fromOffset + done) < piece.capacity()) {
        throw new IOException(from.name() + " ended before byte " + (fromOffset + size));
      }
      to.write(toOffset + done, piece.flip());
      done += piece.capacity();
    }
  }

  /** The bytes copied may not be those that were checked: the system may have read them anew. */
  private static void checkCopy(FileStore store, JournalEnd end) throws IOException {
    try (StoredFile file = store.openToRead(SegmentName.NEXT)) {
      SegmentBytes bytes = new SegmentBytes(file, file.size());
      SegmentHeader header =
          SegmentHeader.decode(bytes.at(0, JournalLayout.SEGMENT_HEADER_BYTES), end.file());
      SegmentReader reader =
          new SegmentReader(
              end.file(), bytes, new FrameCodec(header.directoryId(), header.number()), header);
      reader.read(Long.MAX_VALUE, frame -> {});
      if (!header.equals(end.header())
          || reader.offset() != end.offset()
          || reader.lastCrc() != end.lastCrc()) {
        throw reader.damaged("a copy of it differs from what was read before");
      }
    }
  }
}
