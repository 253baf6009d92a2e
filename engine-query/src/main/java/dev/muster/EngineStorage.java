// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.shard.Shard;
import dev.muster.shard.crypt.KeyRing;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.document.Documents;
import dev.muster.shard.file.DirectoryFileStore;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.store.EngineDirectory;
import dev.muster.shard.store.NoteKeeper;
import dev.muster.shard.store.OpenDirectory;
import dev.muster.shard.store.SnapshotAbandonedException;
import dev.muster.shard.store.Snapshots;
import dev.muster.shard.store.StorageFigures;
import dev.muster.shard.write.IngestStoppedException;
import dev.muster.shard.write.Sequencer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The directory of a running engine. */
final class EngineStorage {

  private final EngineDirectory directory;
  private final Snapshots snapshots;
  private final Sequencer sequencer;
  private final @Nullable Documents documents;

  private EngineStorage(
      EngineDirectory directory,
      Snapshots snapshots,
      Sequencer sequencer,
      @Nullable Documents documents) {
    this.sequencer = sequencer;
    this.documents = documents;
    this.directory = directory;
    this.snapshots = snapshots;
  }

  /**
   * Brings an engine to where its directory ends, and starts {@code sequencer}.
   *
   * @return the directory, to be closed
   * @throws StorageException if the directory cannot be used
   */
  static EngineStorage start(
      FileStore store,
      EngineBuilder options,
      Observers observers,
      Sequencer sequencer,
      Shard[] shards,
      ProfileRows rows,
      SegmentRegistry segments,
      @Nullable Documents documents) {
    EngineDirectory directory = null;
    boolean started = false;
    try {
      directory = EngineDirectory.lock(store, storeOptions(options, observers));
      OpenDirectory open =
          directory.recover(
              new EngineDirectory.Parts(
                  sequencer, shards, rows, new Definitions(segments), documents));
      boolean kept = false;
      try {
        if (!options.schema.isEmpty()) {
          sequencer.layout().schema().requireGrowsInto(options.schema);
        }
        kept = true;
      } finally {
        if (!kept) {
          open.log().close();
        }
      }
      sequencer.start(open.log());
      open.snapshots().start();
      started = true;
      return new EngineStorage(directory, open.snapshots(), sequencer, documents);
    } catch (IOException e) {
      throw StorageException.of(e);
    } finally {
      if (!started) {
        abandon(directory, sequencer, documents);
      }
    }
  }

  /** Starts {@code sequencer} of an engine that keeps nothing. */
  static void startWithout(
      EngineBuilder options,
      Sequencer sequencer,
      Shard[] shards,
      ProfileRows rows,
      SegmentRegistry segments,
      @Nullable Documents documents) {
    boolean started = false;
    try {
      if (options.filling != null) {
        options.filling.fill(
            new EngineDirectory.Parts(
                sequencer, shards, rows, new Definitions(segments), documents));
      }
      sequencer.start(null);
      started = true;
    } catch (IOException e) {
      throw StorageException.of(e);
    } finally {
      if (!started) {
        abandon(null, sequencer, documents);
      }
    }
  }

  private static EngineDirectory.Options storeOptions(EngineBuilder options, Observers observers) {
    return new EngineDirectory.Options(
        options.journalSegmentBytes,
        options.dedupHorizon,
        options.sealEvents,
        options.durability.interval(),
        new dev.muster.shard.store.SnapshotPolicy(
            options.snapshots.journalBytes(), options.snapshots.interval()),
        ring(options.encryption),
        observers);
  }

  /** {@code keys} as the directory asks for them. */
  static @Nullable KeyRing ring(@Nullable EncryptionKeys keys) {
    return keys == null ? null : new Ring(keys);
  }

  private record Ring(EncryptionKeys keys) implements KeyRing {
    @Override
    public int currentId() {
      return keys.currentId();
    }

    @Override
    public byte @Nullable [] key(int id) {
      return keys.key(id);
    }
  }

  /** Definitions of segments, which are kept as notes. */
  private record Definitions(SegmentRegistry segments) implements NoteKeeper {
    @Override
    public void replay(ByteBuffer note, Schema schema) {
      segments.replay(note, schema);
    }

    @Override
    public NotedCapture capture(CaptureSource source) throws IOException, InterruptedException {
      return segments.capture(source);
    }
  }

  private static void abandon(
      @Nullable EngineDirectory directory, Sequencer sequencer, @Nullable Documents documents) {
    try {
      sequencer.abandon();
    } catch (InterruptedException e) {
      // The directory is given free all the same.
      Thread.currentThread().interrupt();
    }
    try (EngineDirectory closing = directory) {
      if (documents != null) {
        documents.close(null);
      }
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /** Takes a snapshot and waits until it is durable; its epoch. */
  long snapshot(boolean alone) {
    return await(snapshots.request(alone));
  }

  /** Copies everything to {@code target} and waits until it is durable; the epoch of the copy. */
  long backup(Path target) {
    try {
      return backup(DirectoryFileStore.open(target));
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  StorageStatistics statistics() {
    StorageFigures figures = snapshots.figures();
    return new StorageStatistics(
        figures.journalSegments(),
        figures.journalBytes(),
        figures.snapshots(),
        figures.snapshotEpoch(),
        figures.snapshotBytes(),
        figures.snapshotAge(),
        Optional.ofNullable(figures.failure()));
  }

  /** The same on a store that a test has made. */
  long backup(FileStore target) {
    return await(snapshots.backup(target));
  }

  private static long await(CompletableFuture<Long> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteInterruptedException(true);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw StorageException.of(io);
      }
      if (cause instanceof SnapshotAbandonedException) {
        throw new EngineClosedException();
      }
      throw Submission.translate(cause);
    }
  }

  /** Gives up the snapshot under way; before the sequencer is closed. */
  void stopSnapshots() throws InterruptedException {
    snapshots.close();
  }

  /** Gives the directory free; after the sequencer has been closed. */
  void close() {
    IngestStoppedException stopped = sequencer.stopped();
    boolean clean = stopped == null || stopped.getCause() == null;
    try (EngineDirectory closing = directory) {
      if (documents != null) {
        closing.closeDocuments(documents, clean ? sequencer.keptEpoch() : -1);
      }
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /** Whether {@code larger}, which {@code schema} grows into or which is empty, has more. */
  static boolean hasMore(Schema schema, Schema larger) {
    if (larger.isEmpty()) {
      return false;
    }
    if (larger.attributes().size() > schema.attributes().size()
        || larger.eventTypes().size() > schema.eventTypes().size()) {
      return true;
    }
    for (EventType type : schema.eventTypes()) {
      if (larger.eventType(type.name()).properties().size() > type.properties().size()) {
        return true;
      }
    }
    return false;
  }
}
