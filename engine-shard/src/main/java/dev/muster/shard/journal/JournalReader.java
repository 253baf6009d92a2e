// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal and changes nothing, not even a torn tail: for {@link Journal#open}, which then
 * repairs it, and for looking at a journal that cannot be opened, on a full disk for instance.
 */
public final class JournalReader {

  /**
   * What a reading found.
   *
   * @param firstEpoch the first epoch that the segments present can hold
   * @param lastEpoch of the last frame; {@code firstEpoch - 1} or less if there is none
   * @param tornTail what a crash left after it
   */
  public record Outcome(long firstEpoch, long lastEpoch, Optional<TornTail> tornTail) {}

  private final FileStore store;
  private final JournalOptions options;
  private final List<Long> segments;

  JournalReader(FileStore store, JournalOptions options, List<Long> segments) {
    this.store = store;
    this.options = options;
    this.segments = segments;
  }

  /**
   * Visits all frames with an epoch after {@code afterEpoch}, in order, and checks every byte of
   * the segments that can hold such; earlier ones are not looked at. What follows the last frame is
   * judged after it was visited, so frames are to be believed only once this returns.
   *
   * @throws DamagedFileException if anything is not as it was written, except for a tail that a
   *     crash can have left
   */
  public static Outcome read(
      FileStore store, JournalOptions options, long afterEpoch, FrameVisitor visitor)
      throws IOException {
    JournalEnd end = readToEnd(store, options, afterEpoch, visitor);
    return new Outcome(end.segments().get(0), end.lastEpoch(), Optional.ofNullable(end.tornTail()));
  }

  static JournalEnd readToEnd(
      FileStore store, JournalOptions options, long afterEpoch, FrameVisitor visitor)
      throws IOException {
    if (afterEpoch < 0 || afterEpoch == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "afterEpoch must be in [0, 2^63 - 1), afterEpoch=" + afterEpoch);
    }
    List<Long> segments = SegmentName.firstEpochs(store);
    return new JournalReader(store, options, segments).read(afterEpoch, visitor);
  }

  private JournalEnd read(long afterEpoch, FrameVisitor visitor) throws IOException {
    int index = firstNeeded(afterEpoch);
    JournalEnd end = readSegment(index, null, afterEpoch, visitor);
    while (++index < segments.size()) {
      end = readSegment(index, end, afterEpoch, visitor);
    }
    return end;
  }

  /** The segment that epoch {@code afterEpoch + 1} is in, if it is in any. */
  int firstNeeded(long afterEpoch) throws DamagedFileException {
    if (segments.isEmpty()) {
      throw new DamagedFileException(
          SegmentName.of(afterEpoch + 1), 0, "the journal has no segments");
    }
    int needed = segments.size() - 1;
    while (needed > 0 && segments.get(needed) > afterEpoch + 1) {
      needed--;
    }
    long first = segments.get(needed);
    if (first > afterEpoch + 1) {
      throw new DamagedFileException(
          SegmentName.of(first),
          0,
          "epochs " + (afterEpoch + 1) + " to " + (first - 1) + " before it are missing");
    }
    return needed;
  }

  /** Reads a segment; {@code before} tells where the one before it ended, if that is known. */
  JournalEnd readSegment(
      int index, @Nullable JournalEnd before, long afterEpoch, FrameVisitor visitor)
      throws IOException {
    String name = SegmentName.of(segments.get(index));
    try (StoredFile file = store.openToRead(name)) {
      SegmentBytes bytes = new SegmentBytes(file, file.size());
      SegmentHeader header = readHeader(name, bytes);
      checkHeader(header, name, segments.get(index), bytes.sizeBytes(), before);
      FrameCodec codec = new FrameCodec(header.directoryId(), header.number());
      SegmentReader reader = new SegmentReader(name, bytes, codec, header);
      reader.read(afterEpoch, visitor);
      TornTail tornTail = null;
      if (index == segments.size() - 1) {
        tornTail = TailInspection.inspect(reader, bytes, codec, header);
      } else if (bytes.endOfContent(reader.contentEnd()) != reader.contentEnd()) {
        String invalid = reader.invalid();
        throw reader.damaged(
            (invalid == null ? "bytes follow after the end" : invalid)
                + ", in a segment that is not the last one");
      }
      boolean isEmpty = reader.offset() == JournalLayout.SEGMENT_HEADER_BYTES;
      return new JournalEnd(
          segments,
          header,
          reader.offset(),
          reader.lastEpoch(),
          reader.lastCrc(),
          isEmpty || reader.isMarked(),
          tornTail);
    }
  }

  private static SegmentHeader readHeader(String name, SegmentBytes bytes) throws IOException {
    if (bytes.sizeBytes() < JournalLayout.SEGMENT_HEADER_BYTES) {
      throw new DamagedFileException(
          name, bytes.sizeBytes(), "the file ends within the segment header");
    }
    ByteBuffer header = bytes.at(0, JournalLayout.SEGMENT_HEADER_BYTES);
    return SegmentHeader.decode(header, name);
  }

  private void checkHeader(
      SegmentHeader header,
      String name,
      long firstEpoch,
      long sizeBytes,
      @Nullable JournalEnd before)
      throws DamagedFileException {
    if (!header.directoryId().equals(options.directoryId())) {
      throw new DamagedFileException(
          name,
          JournalLayout.SEGMENT_DIRECTORY_ID_AT,
          "it belongs to directory " + header.directoryId() + ", not " + options.directoryId());
    }
    if (header.firstEpoch() != firstEpoch) {
      throw new DamagedFileException(
          name,
          JournalLayout.SEGMENT_FIRST_EPOCH_AT,
          "it begins at epoch " + header.firstEpoch() + ", not " + firstEpoch);
    }
    if (header.sizeBytes() != sizeBytes) {
      throw new DamagedFileException(
          name,
          Math.min(header.sizeBytes(), sizeBytes),
          "it has " + sizeBytes + " bytes, not " + header.sizeBytes());
    }
    if (before == null) {
      return;
    }
    if (header.number() != before.header().number() + 1 || firstEpoch != before.lastEpoch() + 1) {
      throw new DamagedFileException(
          name,
          JournalLayout.SEGMENT_NUMBER_AT,
          "segment "
              + header.number()
              + " from epoch "
              + firstEpoch
              + " on does not follow segment "
              + before.header().number()
              + ", which ends with epoch "
              + before.lastEpoch());
    }
    if (header.previousCrc() != before.lastCrc()) {
      throw new DamagedFileException(
          name,
          JournalLayout.SEGMENT_PREVIOUS_CRC_AT,
          "it does not follow the last frame of " + before.file());
    }
  }
}
