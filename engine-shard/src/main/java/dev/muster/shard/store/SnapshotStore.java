// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.metrics.SnapshotDone;
import dev.muster.shard.block.BlockWriter;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.document.DocumentCapture;
import dev.muster.shard.event.EventRun;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.write.StateCapture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a running engine and lets go of what they replace. One thread, which nobody
 * interrupts.
 *
 * <p>Files are written and forced first, then the manifest that names them; only then is anything
 * deleted. Whatever goes wrong before leaves everything as it was.
 */
final class SnapshotStore {

  private final FileStore store;
  private final @Nullable BlockKeys keys;
  private final EngineDirectory.Parts parts;
  private final Observers observers;
  private final long segmentBytes;

  /** Written by the thread, read by any. */
  private volatile Manifest manifest;

  private RunPlaces places;

  /** Above the number of every file that has been begun. */
  private long number;

  /** Why no snapshot is taken any more: nobody knows which manifest is on disk. */
  private @Nullable IOException broken;

  /** Whether there may be files that nothing needs. */
  private boolean untidy;

  private volatile boolean stopping;

  SnapshotStore(
      FileStore store,
      EngineDirectory.Options options,
      EngineDirectory.Parts parts,
      Manifest manifest,
      RunPlaces places) {
    this.store = store;
    this.keys = options.blockKeys();
    this.observers = options.observers();
    this.segmentBytes = options.segmentBytes();
    this.parts = parts;
    this.manifest = manifest;
    this.places = places;
    this.number = manifest.nextNumber();
  }

  /** Has whatever is under way given up soon. Any thread. */
  void stop() {
    stopping = true;
  }

  private void checkStop() {
    if (stopping) {
      throw new SnapshotAbandonedException();
    }
  }

  /** The newest snapshot, or null. */
  Manifest.@Nullable SnapshotFile newest() {
    List<Manifest.SnapshotFile> all = manifest.snapshots();
    return all.isEmpty() ? null : all.get(0);
  }

  Observers observers() {
    return observers;
  }

  Manifest manifest() {
    return manifest;
  }

  /** Copies the newest snapshot, which there is, to {@code target}; the epoch of the copy. */
  long copyTo(FileStore target) throws IOException {
    return new Backup(store, manifest, segmentBytes, this::checkStop).copyTo(target);
  }

  /**
   * Takes a snapshot of all that was submitted before, unless there is one already.
   *
   * @param alone whether nothing older is to be left: neither another snapshot, nor journal, nor
   *     runs that were written before
   * @return the newest snapshot
   * @throws StorageFullException if there was no space; may be tried again
   */
  Manifest.SnapshotFile take(boolean alone) throws IOException, InterruptedException {
    if (broken != null) {
      throw new IOException("an earlier snapshot failed", broken);
    }
    checkStop();
    final long begin = System.nanoTime();
    NoteKeeper.NotedCapture noted =
        parts.notes().capture(() -> await(parts.sequencer().capture(alone)));
    StateCapture capture = noted.capture();
    Manifest.SnapshotFile before = newest();
    if (before != null && before.epoch() == capture.epoch() && !alone) {
      capture.close();
      if (untidy) {
        tidy(false);
      }
      return before;
    }
    Written written = write(noted, alone);
    Manifest next = manifest.with(written.file(), capture.keptEpoch(), alone);
    replaceManifest(next, written.file().number());
    manifest = next;
    places = written.places();
    observers.snapshotDone(
        new SnapshotDone(
            written.file().epoch(),
            written.bytes(),
            written.pinNanos(),
            System.nanoTime() - begin,
            Optional.empty()));
    tidy(alone);
    return written.file();
  }

  private void replaceManifest(Manifest next, long own) throws IOException {
    boolean prepared = false;
    try {
      next.prepare(store);
      prepared = true;
    } finally {
      if (!prepared) {
        discard(own);
      }
    }
    try {
      Manifest.commit(store);
    } catch (StorageFullException notRenamed) {
      discard(own);
      throw notRenamed;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  /**
   * Deletes what nothing needs any more. The snapshot is taken all the same if that fails, and what
   * is left is tried again with the next one; but whoever wants nothing older to be left is told.
   */
  private void tidy(boolean alone) throws IOException, InterruptedException {
    untidy = true;
    try {
      letGo(alone);
      untidy = false;
    } catch (IOException e) {
      if (alone) {
        throw e;
      }
    }
  }

  private record Written(Manifest.SnapshotFile file, RunPlaces places, long pinNanos) {
    /** What was written now. */
    long bytes() {
      long bytes = file.bytesAnew();
      for (RunFile runs : file.runFiles()) {
        bytes += runs.number() == file.number() ? runs.bytes() : 0;
      }
      return bytes;
    }
  }

  private Written write(NoteKeeper.NotedCapture noted, boolean alone) throws IOException {
    long own = number++;
    boolean whole = false;
    StateCapture capture = noted.capture();
    try (BlockWriter out =
        BlockWriter.create(store, StoreNames.snapshot(own), SnapshotSection.SNAPSHOT_KIND, keys)) {
      SnapshotWriter writer =
          new SnapshotWriter(parts.shards(), parts.rows().directory(), this::checkStop);
      long pinned = System.nanoTime();
      List<SeriesAt> series = writer.writeRows(capture, noted.notes(), out);
      long pinNanos = writer.releasedNanos() - pinned;
      // First of what need not be pinned: what is written meanwhile is held on the heap.
      DocumentCapture held = capture.documents();
      DocumentFile documents =
          held == null ? null : DocumentFile.write(held, store, own, keys, this::checkStop);
      writer.writeTexts(capture, out);
      List<EventRun> runs = new ArrayList<>();
      series.forEach(at -> runs.addAll(at.view().runs()));
      RunPlaces next = places.kept(runs, alone);
      writeRuns(own, writer, series, next);
      writer.writeEvents(series, next, out);
      out.finish();
      whole = true;
      return new Written(
          new Manifest.SnapshotFile(
              own, capture.epoch(), out.fileId(), out.position(), next.files(), documents),
          next,
          pinNanos);
    } finally {
      capture.close();
      if (!whole) {
        discard(own);
      }
    }
  }

  private void writeRuns(long own, SnapshotWriter writer, List<SeriesAt> series, RunPlaces places)
      throws IOException {
    boolean any =
        series.stream()
            .anyMatch(at -> at.view().runs().stream().anyMatch(run -> places.find(run) == null));
    if (!any) {
      return;
    }
    try (BlockWriter out =
        BlockWriter.create(store, StoreNames.runs(own), SnapshotSection.RUNS_KIND, keys)) {
      List<SnapshotWriter.WrittenRun> runs = writer.writeRuns(series, places, out);
      out.finish();
      RunFile file = new RunFile(own, out.fileId(), out.position());
      runs.forEach(run -> places.put(run.run(), new RunPlace(file, run.offset(), run.bytes())));
    }
  }

  /** Removes files that no manifest names; what cannot be removed now is when it is opened next. */
  private void discard(long own) {
    for (String name :
        List.of(StoreNames.snapshot(own), StoreNames.runs(own), StoreNames.documents(own))) {
      try {
        if (store.exists(name)) {
          store.delete(name);
        }
      } catch (IOException e) {
        // The directory is sound with it.
        continue;
      }
    }
  }

  /** Deletes what the manifest, which is on disk, does without. */
  private void letGo(boolean alone) throws IOException, InterruptedException {
    await(parts.sequencer().forget(manifest.journalNotNeededThrough()));
    for (String name : store.list()) {
      boolean unneeded =
          StoreNames.isNamedByManifest(name)
              ? !manifest.names().contains(name)
              : alone && StoreNames.isTornTail(name);
      if (unneeded) {
        store.delete(name);
      }
    }
    store.forceDirectory();
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
