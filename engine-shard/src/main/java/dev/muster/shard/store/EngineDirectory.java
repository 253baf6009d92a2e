// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.metrics.RecoveryDone;
import dev.muster.shard.Shard;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.KeyRing;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.document.Documents;
import dev.muster.shard.document.DocumentsRequiredException;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.journal.Journal;
import dev.muster.shard.journal.JournalOptions;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.write.Sequencer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that an engine lives in: locked, made if it is new, and read back if it is not.
 *
 * <p>What is there: {@code lock}; the {@link DirectoryIdentity}; the journal; snapshots and files
 * of runs; and {@code manifest}, written last, which tells what of them counts, and without which
 * nothing has begun.
 */
public final class EngineDirectory implements AutoCloseable {

  static final String LOCK = "lock";

  private final FileStore store;
  private final Closeable lock;
  private final Options options;

  /**
   * What a directory is opened with.
   *
   * @param segmentBytes size of new journal segments
   * @param dedupHorizon must be that of the directory, since replay decides again what was a
   *     duplicate
   * @param sealEvents events of a series that are gathered before they are sealed
   * @param forceInterval how long what was written may wait to be forced; zero for not at all
   * @param snapshots when they are taken
   * @param keys what to encrypt with, or null
   * @param observers who is told what happens
   */
  public record Options(
      long segmentBytes,
      Duration dedupHorizon,
      int sealEvents,
      Duration forceInterval,
      SnapshotPolicy snapshots,
      @Nullable KeyRing keys,
      Observers observers) {

    @Nullable BlockKeys blockKeys() {
      return keys == null ? null : new BlockKeys(keys);
    }
  }

  /**
   * The parts of an engine that has nothing yet and has not started.
   *
   * @param sequencer the write path
   * @param shards what it writes to
   * @param rows identifiers and rows
   * @param notes whoever keeps notes in the log
   * @param documents not open yet; null if none are kept
   */
  public record Parts(
      Sequencer sequencer,
      Shard[] shards,
      ProfileRows rows,
      NoteKeeper notes,
      @Nullable Documents documents) {}

  private EngineDirectory(FileStore store, Closeable lock, Options options) {
    this.store = store;
    this.lock = lock;
    this.options = options;
  }

  /**
   * Takes the directory for this process.
   *
   * @throws dev.muster.shard.file.DirectoryInUseException if it is taken
   */
  public static EngineDirectory lock(FileStore store, Options options) throws IOException {
    return new EngineDirectory(store, store.lock(LOCK), options);
  }

  /**
   * Brings {@code parts} to where the directory ends.
   *
   * @return where commands are kept from now on, and snapshots are taken
   * @throws DamagedFileException if a file is not as it was written
   */
  public OpenDirectory recover(Parts parts) throws IOException {
    if (!store.exists(Manifest.NAME)) {
      return create(parts);
    }
    long begin = System.nanoTime();
    Manifest manifest = Manifest.read(store);
    if (!manifest.dedupHorizon().equals(options.dedupHorizon())) {
      throw new IllegalArgumentException(
          "dedupHorizon must be that of the directory, "
              + manifest.dedupHorizon()
              + ", dedupHorizon="
              + options.dedupHorizon());
    }
    UUID id = DirectoryIdentity.read(store);
    try {
      RunPlaces places = new RunPlaces();
      long snapshotEpoch = 0;
      long snapshotNanos = 0;
      long documentsEpoch = openDocuments(manifest, parts);
      if (!manifest.snapshots().isEmpty()) {
        Manifest.SnapshotFile newest = manifest.snapshots().get(0);
        places = restore(newest, parts);
        snapshotEpoch = newest.epoch();
        snapshotNanos = System.nanoTime() - begin;
      }
      SealedFrames frames = new SealedFrames(options.keys(), id);
      Replay replay = new Replay(parts, frames);
      Journal journal =
          Journal.open(
              store, new JournalOptions(id, options.segmentBytes()), snapshotEpoch, replay::apply);
      boolean whole = false;
      try {
        requireKept(journal.lastEpoch(), manifest.keptEpoch(), "the manifest");
        requireKept(
            Math.max(snapshotEpoch, journal.lastEpoch()), documentsEpoch, "the store of documents");
        removeUnnamed(manifest);
        parts.sequencer().endReplay(Math.max(snapshotEpoch, journal.lastEpoch()));
        whole = true;
      } finally {
        if (!whole) {
          journal.close();
        }
      }
      JournalLog log = log(journal, frames, replay.bytes());
      options
          .observers()
          .recoveryDone(
              new RecoveryDone(
                  Math.max(snapshotEpoch, journal.lastEpoch()),
                  snapshotEpoch,
                  replay.bytes(),
                  snapshotNanos,
                  System.nanoTime() - begin));
      return new OpenDirectory(store, options, parts, log, manifest, places);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private JournalLog log(Journal journal, SealedFrames frames, long keptBytes) {
    return new JournalLog(
        journal, frames, options.observers(), options.forceInterval().toNanos(), keptBytes);
  }

  RunPlaces restore(Manifest.SnapshotFile snapshot, Parts parts) throws IOException {
    SnapshotReader.Content content = read(snapshot, parts);
    boolean inPlace =
        new Restoration(content, snapshot.name(), parts.shards(), parts.rows()).restore();
    parts.sequencer().restore(content.epoch(), content.layout(), content.writer());
    if (content.notes().length > 0) {
      try {
        parts.notes().replay(ByteBuffer.wrap(content.notes()), content.layout().schema());
      } catch (IllegalArgumentException e) {
        throw new DamagedFileException(
            snapshot.name(), -1, "its notes cannot be read: " + e.getMessage());
      }
    }
    return inPlace ? content.places() : new RunPlaces();
  }

  /**
   * Reads {@code snapshot}; postings are made meanwhile of columns that will be used as they are.
   */
  private SnapshotReader.Content read(Manifest.SnapshotFile snapshot, Parts parts)
      throws IOException {
    SnapshotReader reader = new SnapshotReader(store, options.blockKeys(), options.sealEvents());
    try (OpeningThreads threads = new OpeningThreads()) {
      SnapshotReader.Content content =
          reader.read(
              snapshot,
              parts.rows().directory(),
              chunks -> {
                if (chunks.length == parts.shards().length) {
                  Stream.of(chunks)
                      .flatMap(Stream::of)
                      .forEach(chunk -> threads.fork(chunk::settleColumns));
                }
              });
      threads.join();
      return content;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * Opens the documents: as they were closed, or with those of the newest snapshot.
   *
   * @return up to which epoch they are there
   */
  private long openDocuments(Manifest manifest, Parts parts) throws IOException {
    DocumentMark mark = DocumentMark.take(store);
    DocumentFile file =
        manifest.snapshots().isEmpty() ? null : manifest.snapshots().get(0).documents();
    Documents documents = parts.documents();
    if (documents == null) {
      if (file != null) {
        throw new DocumentsRequiredException();
      }
      return 0;
    }
    if (documents.open(mark == null ? null : mark.id()) && mark != null) {
      parts.sequencer().haveDocumentsThrough(mark.epoch());
      return mark.epoch();
    }
    if (file != null) {
      file.restore(documents, store, options.blockKeys());
    }
    return 0;
  }

  /**
   * Closes the documents; after the sequencer has been closed.
   *
   * @param keptEpoch the last epoch that the journal has; -1 if that is not known
   */
  public void closeDocuments(Documents documents, long keptEpoch) throws IOException {
    if (keptEpoch < 0) {
      documents.close(null);
    } else {
      DocumentMark mark = new DocumentMark(UUID.randomUUID(), keptEpoch);
      if (documents.close(mark.id())) {
        mark.write(store);
      }
    }
  }

  /** A journal that lost its end as a whole looks like one that never had it. */
  private static void requireKept(long lastEpoch, long keptEpoch, String who)
      throws DamagedFileException {
    if (lastEpoch < keptEpoch) {
      throw new DamagedFileException(
          "journal",
          -1,
          "it ends with epoch " + lastEpoch + ", and " + who + " knows of epoch " + keptEpoch);
    }
  }

  /** What a snapshot that was cut short has left, and what was not deleted any more. */
  private void removeUnnamed(Manifest manifest) throws IOException {
    // Opening the journal has forced the directory, and with it the name of the manifest just read:
    // the one before does not come back with the power, and needs its files no more.
    for (String name : store.list()) {
      if (StoreNames.isNamedByManifest(name) && !manifest.names().contains(name)) {
        store.delete(name);
      }
    }
  }

  static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new IOException("interrupted while the directory was read");
  }

  private OpenDirectory create(Parts parts) throws IOException {
    for (String name : store.list()) {
      if (StoreNames.isNamedByManifest(name)) {
        // A backup that was cut short, perhaps; in any case no new directory.
        throw new DamagedFileException(Manifest.NAME, 0, "it is missing, and there is " + name);
      }
    }
    Documents documents = parts.documents();
    if (documents != null) {
      documents.open(null);
    }
    Journal journal = createJournal(store, 1, options.segmentBytes());
    Manifest manifest = Manifest.first(options.dedupHorizon(), 0);
    boolean made = false;
    try {
      manifest.write(store);
      made = true;
    } finally {
      if (!made) {
        journal.close();
      }
    }
    JournalLog log =
        log(journal, new SealedFrames(options.keys(), DirectoryIdentity.read(store)), 0);
    return new OpenDirectory(store, options, parts, log, manifest, new RunPlaces());
  }

  /** Gives {@code store} an identity, if it has none, and an empty journal. */
  static Journal createJournal(FileStore store, long firstEpoch, long segmentBytes)
      throws IOException {
    UUID id = DirectoryIdentity.readOrDraw(store);
    try {
      return Journal.create(store, new JournalOptions(id, segmentBytes), firstEpoch);
    } catch (IllegalStateException e) {
      throw new DamagedFileException(Manifest.NAME, 0, "it is missing, and " + e.getMessage());
    }
  }

  /** Looks at all files, and changes none. */
  public Examination examine() throws IOException {
    return Examination.of(this);
  }

  FileStore store() {
    return store;
  }

  Options options() {
    return options;
  }

  /** Gives the directory free. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
