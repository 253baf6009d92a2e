// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal that may be damaged, and changes nothing. Where {@link JournalReader} stops, this
 * goes on, to tell all that is wrong and which epochs there have been; but of the frames it shows
 * only those before the first damage, since what comes later may depend on what is missing.
 */
public final class JournalSurvey {

  /** Takes the frames that are there without a gap. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes the next frame of the segment {@code file}. */
    void visit(String file, Frame frame) throws IOException;
  }

  /**
   * What was found.
   *
   * @param damages in the order of the segments, at most two for each
   * @param reachedEpoch the last epoch that is there with all that came before it since the epoch
   *     that was asked for; less than that one if there is nothing
   * @param seenEpoch the last epoch of which anything tells that it was in this journal
   * @param tornTail what a crash left after the last frame
   */
  public record Outcome(
      List<DamagedFileException> damages,
      long reachedEpoch,
      long seenEpoch,
      Optional<TornTail> tornTail) {

    public Outcome {
      damages = List.copyOf(damages);
    }
  }

  private final FileStore store;
  private final List<Long> segments;
  private final JournalReader reader;
  private final long afterEpoch;
  private final Visitor visitor;

  private final List<DamagedFileException> damages = new ArrayList<>();
  private long reached;
  private long seen;
  private @Nullable TornTail tornTail;

  private JournalSurvey(
      FileStore store, UUID directoryId, List<Long> segments, long afterEpoch, Visitor visitor) {
    this.store = store;
    this.segments = segments;
    this.reader = new JournalReader(store, JournalOptions.of(directoryId), segments);
    this.afterEpoch = afterEpoch;
    this.visitor = visitor;
  }

  /**
   * Reads all segments that can hold an epoch after {@code afterEpoch}, and shows the frames after
   * it up to the first damage. Takes memory for the largest frame.
   */
  public static Outcome of(FileStore store, UUID directoryId, long afterEpoch, Visitor visitor)
      throws IOException {
    List<Long> segments = SegmentName.firstEpochs(store);
    return new JournalSurvey(store, directoryId, segments, afterEpoch, visitor).run();
  }

  /** The first epoch that the segments in {@code store} can hold, or 0 if there is none. */
  public static long firstEpoch(FileStore store) throws IOException {
    List<Long> segments = SegmentName.firstEpochs(store);
    return segments.isEmpty() ? 0 : segments.get(0);
  }

  /** Whether a file of this name belongs to the journal as it is now. */
  public static boolean isPart(String name) {
    return SegmentName.isSegment(name) || name.equals(SegmentName.NEXT);
  }

  /**
   * Whether {@code name} is that of a segment all of whose epochs are {@code throughEpoch} or
   * earlier, by the segments in {@code store}.
   */
  public static boolean isOutlived(FileStore store, String name, long throughEpoch)
      throws IOException {
    List<Long> segments = SegmentName.firstEpochs(store);
    for (int i = 0; i + 1 < segments.size(); i++) {
      if (SegmentName.of(segments.get(i)).equals(name)) {
        return segments.get(i + 1) - 1 <= throughEpoch;
      }
    }
    return false;
  }

  /**
   * The number of the directory that the segments in {@code store} bear, if any of them has a
   * header that is whole, and all such bear the same.
   */
  public static Optional<UUID> directoryId(FileStore store) throws IOException {
    UUID found = null;
    for (long firstEpoch : SegmentName.firstEpochs(store)) {
      SegmentHeader header = header(store, SegmentName.of(firstEpoch));
      if (header != null && found != null && !found.equals(header.directoryId())) {
        return Optional.empty();
      }
      found = header == null ? found : header.directoryId();
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable SegmentHeader header(FileStore store, String name) throws IOException {
    try (StoredFile file = store.openToRead(name)) {
      return header(file);
    }
  }

  private static @Nullable SegmentHeader header(StoredFile file) throws IOException {
    if (file.size() < JournalLayout.SEGMENT_HEADER_BYTES) {
      return null;
    }
    ByteBuffer bytes = JournalLayout.allocate(JournalLayout.SEGMENT_HEADER_BYTES);
    file.read(bytes, 0);
    try {
      return SegmentHeader.decode(bytes.flip(), file.name());
    } catch (DamagedFileException e) {
      return null;
    }
  }

  private Outcome run() throws IOException {
    reached = afterEpoch;
    int index = 0;
    try {
      index = reader.firstNeeded(afterEpoch);
    } catch (DamagedFileException gap) {
      damages.add(gap);
    }
    JournalEnd before = null;
    for (; index < segments.size(); index++) {
      before = read(index, before);
    }
    return new Outcome(damages, reached, Math.max(seen, reached), Optional.ofNullable(tornTail));
  }

  /** Reads a segment; where it ends, or null if nobody can tell. */
  private @Nullable JournalEnd read(int index, @Nullable JournalEnd before) throws IOException {
    String name = SegmentName.of(segments.get(index));
    try {
      JournalEnd end = reader.readSegment(index, before, afterEpoch, frame -> visit(name, frame));
      seen = Math.max(seen, end.lastEpoch());
      tornTail = end.tornTail();
      if (damages.isEmpty()) {
        reached = end.lastEpoch();
      }
      return end;
    } catch (DamagedFileException damage) {
      damages.add(damage);
      lookThrough(name);
      if (before == null) {
        return null;
      }
    }
    // It may be whole and only not follow the one before.
    return readAlone(index);
  }

  private @Nullable JournalEnd readAlone(int index) throws IOException {
    DamagedFileException last = damages.get(damages.size() - 1);
    try {
      return reader.readSegment(index, null, Long.MAX_VALUE, frame -> {});
    } catch (DamagedFileException damage) {
      if (damage.offset() != last.offset() || !damage.reason().equals(last.reason())) {
        damages.add(damage);
      }
      return null;
    }
  }

  private void visit(String file, Frame frame) throws IOException {
    if (damages.isEmpty()) {
      visitor.visit(file, frame);
      reached = frame.epoch();
    }
  }

  /** Looks for headers of frames anywhere in a segment, since each tells of epochs there were. */
  private void lookThrough(String name) throws IOException {
    try (StoredFile file = store.openToRead(name)) {
      SegmentHeader header = header(file);
      if (header == null) {
        return;
      }
      seen = Math.max(seen, header.firstEpoch() - 1);
      SegmentBytes bytes = new SegmentBytes(file, file.size());
      FrameCodec codec = new FrameCodec(header.directoryId(), header.number());
      long last = file.size() - JournalLayout.FRAME_HEADER_BYTES;
      for (long at = JournalLayout.SEGMENT_HEADER_BYTES;
          at <= last;
          at += JournalLayout.ALIGNMENT) {
        FrameHeader frame = codec.decode(bytes.at(at, JournalLayout.FRAME_HEADER_BYTES), 0, at);
        if (frame != null) {
          seen = Math.max(seen, frame.epoch());
        }
      }
    }
  }
}
