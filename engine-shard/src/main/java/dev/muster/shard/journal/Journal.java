// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The durable log of epochs: at most one frame per epoch, in ascending order; epochs without
 * operations need none.
 *
 * <p>To write an epoch: {@link #prepare} room, {@link #append}, {@link #force}, and only then
 * acknowledge. Appended frames survive the death of the process, forced ones the loss of power.
 * Several appends may share a force.
 *
 * <p>A full disk shows in {@code prepare}, which may be tried again later; the journal then still
 * takes what there is room for. Any other failed write, and any failed force, fails the journal for
 * good ({@link JournalFailedException}); nothing is retried.
 *
 * <p>Confined to one thread, which nobody interrupts. Whoever opens a journal has locked its
 * directory before.
 */
public final class Journal implements AutoCloseable {

  private final FileStore store;
  private final JournalOptions options;
  private final NextSegment next;

  /** First epochs of all segments, ascending; the last one is being written. */
  private final List<Long> segments;

  private final @Nullable TornTail tornTail;

  private SegmentHeader header;
  private FrameCodec codec;
  private StoredFile file;

  /** Where the next frame goes; an end mark may stand there and is overwritten. */
  private long offset;

  private long lastEpoch;
  private int lastCrc;
  private long forcedEpoch;

  /** Whether an end mark stands at {@code offset}. */
  private boolean marked;

  /** Whether the file has writes, of frames or an end mark, since it was last forced. */
  private boolean dirty;

  private @Nullable Throwable failure;
  private boolean closed;

  private Journal(FileStore store, JournalOptions options, JournalEnd end) throws IOException {
    this.store = store;
    this.options = options;
    this.next = new NextSegment(store);
    this.segments = new ArrayList<>(end.segments());
    this.tornTail = end.tornTail();
    this.header = end.header();
    this.codec = new FrameCodec(header.directoryId(), header.number());
    this.offset = end.offset();
    this.lastEpoch = end.lastEpoch();
    this.forcedEpoch = end.lastEpoch();
    this.lastCrc = end.lastCrc();
    this.file = store.open(end.file());
  }

  /**
   * Starts a journal whose first epoch is at least {@code firstEpoch}. One that was started before
   * and never appended to is replaced, so that a start that a crash cut short can be done again.
   *
   * @throws IllegalStateException if there is a journal that has been appended to
   */
  public static Journal create(FileStore store, JournalOptions options, long firstEpoch)
      throws IOException {
    if (firstEpoch < 1) {
      throw new IllegalArgumentException("firstEpoch must be at least 1, firstEpoch=" + firstEpoch);
    }
    List<Long> present = SegmentName.firstEpochs(store);
    if (!present.isEmpty()) {
      removeUnused(store, options, present.get(0));
    }
    NextSegment next = new NextSegment(store);
    next.prepare(options.segmentBytes());
    next.become(new SegmentHeader(options.directoryId(), 1, firstEpoch, 0, 0));
    return new Journal(
        store, options, JournalReader.readToEnd(store, options, firstEpoch - 1, frame -> {}));
  }

  private static void removeUnused(FileStore store, JournalOptions options, long firstEpoch)
      throws IOException {
    JournalEnd end = JournalReader.readToEnd(store, options, firstEpoch - 1, frame -> {});
    if (end.lastEpoch() >= firstEpoch || end.tornTail() != null) {
      throw new IllegalStateException(
          "there is a journal already, up to epoch " + end.lastEpoch() + " in " + end.file());
    }
    store.delete(end.file());
    // Before there is another one: two would not follow each other.
    store.forceDirectory();
  }

  /**
   * Reads a journal and makes it ready for more. Every frame with an epoch after {@code afterEpoch}
   * is visited, in order. A tail that a crash left torn is moved to a file of its own. When this
   * returns, all frames visited are on disk; before, none of them may be shown to anybody.
   *
   * <p>Takes as long as reading the segments with such frames; after anything but {@link #close},
   * the last one is also copied.
   *
   * @throws dev.muster.shard.file.DamagedFileException if anything is not as it was written and no
   *     crash explains it
   * @throws StorageFullException if there is no space for the copy; {@link JournalReader} reads
   */
  public static Journal open(
      FileStore store, JournalOptions options, long afterEpoch, FrameVisitor visitor)
      throws IOException {
    JournalEnd end = JournalReader.readToEnd(store, options, afterEpoch, visitor);
    if (end.tornTail() != null || !end.isProven()) {
      SegmentRepair.repair(store, options, end);
      return new Journal(store, options, end);
    }
    // The process may have died after it had renamed a segment and before that was on disk.
    store.forceDirectory();
    Journal journal = new Journal(store, options, end);
    // The mark just read may be whole in memory and torn on disk, if its force failed or never was.
    boolean ready = false;
    try {
      journal.markForced();
      ready = true;
      return journal;
    } finally {
      if (!ready) {
        journal.file.close();
      }
    }
  }

  /** What {@link #open} cut off, if anything. */
  public Optional<TornTail> tornTail() {
    return Optional.ofNullable(tornTail);
  }

  /** The last epoch appended, now or before it was opened; 0 or more. */
  public long lastEpoch() {
    return lastEpoch;
  }

  /** The last epoch appended that survives the loss of power. */
  public long forcedEpoch() {
    return forcedEpoch;
  }

  /** Whether the next {@link #append} of up to {@code payloadBytes} has its space on disk. */
  public boolean hasRoom(int payloadBytes) {
    long frameBytes = JournalLayout.frameBytes(Payload.checkSize(payloadBytes));
    return JournalLayout.fits(offset, frameBytes, header.sizeBytes());
  }

  /**
   * Makes room for a frame of up to {@code payloadBytes}, at most 1 GiB. Costs nothing if the
   * current segment has it; else begins the next segment, which forces what was appended, and which
   * has the size asked for in the options, or a larger one if the frame needs it.
   *
   * @throws StorageFullException if the disk is full; may be tried again later
   * @throws JournalFailedException if anything else went wrong
   */
  public void prepare(int payloadBytes) throws IOException {
    checkUsable();
    if (hasRoom(payloadBytes)) {
      return;
    }
    long needed = JournalLayout.segmentBytesFor(JournalLayout.frameBytes(payloadBytes));
    prepareNextOf(Math.max(needed, options.segmentBytes()));
    attempt(this::beginNext);
  }

  /**
   * Begins the next segment, unless the current one has no frame, so that {@link #dropThrough} can
   * delete all that was appended before.
   *
   * @throws StorageFullException if the disk is full; may be tried again later
   * @throws JournalFailedException if anything else went wrong
   */
  public void roll() throws IOException {
    checkUsable();
    if (!isEmpty()) {
      prepareNextOf(options.segmentBytes());
      attempt(this::beginNext);
    }
  }

  /**
   * Prepares the segment after the current one, if it is not: writes and forces as many zeros as a
   * segment has bytes. To be called while there is nothing to do, so that {@link #prepare} has
   * little left to do when it is needed.
   *
   * @throws StorageFullException if the disk is full; may be tried again later
   * @throws JournalFailedException if anything else went wrong
   */
  public void prepareNext() throws IOException {
    checkUsable();
    prepareNextOf(options.segmentBytes());
  }

  /** Whether {@link #prepareNext} would have nothing to do. */
  public boolean isNextPrepared() {
    return next.isPrepared(options.segmentBytes());
  }

  private void prepareNextOf(long bytes) throws IOException {
    try {
      next.prepare(bytes);
    } catch (StorageFullException full) {
      // Nothing that counts has been touched, so this is no failure.
      throw full;
    } catch (IOException cause) {
      failure = cause;
      throw new JournalFailedException(cause);
    }
  }

  /** Whether the current segment has no frame. */
  private boolean isEmpty() {
    return offset == JournalLayout.SEGMENT_HEADER_BYTES;
  }

  /** Ends the current segment and begins the prepared one. */
  private void beginNext() throws IOException {
    // All of a segment is on disk before there is a next one: only the last one can be torn.
    if (dirty) {
      file.force(false);
      dirty = false;
      forcedEpoch = lastEpoch;
    }
    file.close();
    // A segment without frames is replaced, under its number and name: the frame was too large.
    boolean replaces = isEmpty();
    long number = replaces ? header.number() : header.number() + 1;
    header =
        next.become(new SegmentHeader(options.directoryId(), number, lastEpoch + 1, 0, lastCrc));
    codec = new FrameCodec(header.directoryId(), number);
    file = store.open(SegmentName.of(header.firstEpoch()));
    offset = JournalLayout.SEGMENT_HEADER_BYTES;
    marked = false;
    if (!replaces) {
      segments.add(header.firstEpoch());
    }
  }

  /**
   * Writes the frame of {@code epoch}: the parts of the payload one after the other, each from its
   * position to its limit, which stay. The payload is not looked at.
   *
   * @param recordCount for the reader's use; not negative
   * @throws IllegalArgumentException if {@code epoch} is not after the last one
   * @throws IllegalStateException if room was not {@link #prepare}d
   * @throws JournalFailedException if it may not have been written
   */
  public void append(long epoch, int recordCount, ByteBuffer... payload) throws IOException {
    checkUsable();
    if (epoch <= lastEpoch || epoch == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "epoch must be in (" + lastEpoch + ", 2^63 - 1), epoch=" + epoch);
    }
    if (recordCount < 0) {
      throw new IllegalArgumentException(
          "recordCount must not be negative, recordCount=" + recordCount);
    }
    Payload of = new Payload(payload);
    if (!hasRoom(of.sizeBytes())) {
      throw new IllegalStateException(
          "room must be prepared before appending, payloadBytes=" + of.sizeBytes());
    }
    ByteBuffer head = codec.encode(offset, epoch, forcedEpoch, lastCrc, recordCount, of);
    attempt(
        () -> {
          dirty = true;
          marked = false;
          file.write(offset, of.after(head));
        });
    offset += JournalLayout.frameBytes(of.sizeBytes());
    lastEpoch = epoch;
    lastCrc = head.getInt(JournalLayout.FRAME_CRC_AT);
  }

  /**
   * Gets everything appended onto the disk; costs nothing if it is there.
   *
   * @throws JournalFailedException if it may not be there
   */
  public void force() throws IOException {
    checkUsable();
    if (forcedEpoch < lastEpoch) {
      forceFile();
    }
  }

  private void forceFile() throws IOException {
    attempt(() -> file.force(false));
    dirty = false;
    forcedEpoch = lastEpoch;
  }

  /**
   * Writes an end mark, which says that all frames are on disk, and does not force it. It tells
   * later damage to the newest frames from a torn write, which the next frame would do as well; so
   * it is worth its 48 bytes when nothing more is about to be written. The next frame takes its
   * place. Does nothing while frames are not forced, in a segment without frames, and if there is
   * one already.
   *
   * @throws JournalFailedException if it may not have been written
   */
  public void markForced() throws IOException {
    checkUsable();
    if (marked || forcedEpoch < lastEpoch || isEmpty()) {
      return;
    }
    ByteBuffer mark = codec.encodeEndMark(offset, lastEpoch, lastCrc);
    attempt(
        () -> {
          dirty = true;
          file.write(offset, mark);
        });
    marked = true;
  }

  /**
   * Deletes the segments all of whose epochs are {@code throughEpoch} or earlier, except for the
   * last one. Oldest first and each durably, so that a crash leaves no gap. To be called once a
   * snapshot of {@code throughEpoch}, and every other that is to be kept, does without them.
   *
   * @return how many segments were deleted
   * @throws IOException if a segment could not be deleted, which may be tried again
   * @throws JournalFailedException if it may come back after a crash
   */
  public int dropThrough(long throughEpoch) throws IOException {
    checkUsable();
    int count = 0;
    while (segments.size() > 1 && segments.get(1) - 1 <= throughEpoch) {
      store.delete(SegmentName.of(segments.get(0)));
      segments.remove(0);
      attempt(store::forceDirectory);
      count++;
    }
    return count;
  }

  /** How many segments there are, the one being written included. */
  public int segmentCount() {
    return segments.size();
  }

  /**
   * Forces what was appended, marks the end, durably, and lets go of the files. A journal that has
   * failed only lets go. A second call does nothing.
   *
   * @throws JournalFailedException if what was appended may not be on disk
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      if (failure == null) {
        force();
        markForced();
        if (dirty) {
          forceFile();
        }
      }
    } finally {
      closed = true;
      file.close();
    }
  }

  private void checkUsable() throws JournalFailedException {
    if (failure != null) {
      throw new JournalFailedException(failure);
    }
    if (closed) {
      throw new IllegalStateException("the journal is closed");
    }
  }

  /** Does {@code io}; if it does not return, what is on disk is unknown and the journal fails. */
  private void attempt(Io io) throws JournalFailedException {
    try {
      io.run();
    } catch (IOException cause) {
      failure = cause;
      throw new JournalFailedException(cause);
    } catch (RuntimeException | Error cause) {
      failure = cause;
      throw cause;
    }
  }

  private interface Io {
    void run() throws IOException;
  }
}
