// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import dev.muster.shard.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Copies the newest snapshot into an empty directory, which can then be opened. The copy is made of
 * files that do not change, while nothing deletes them; it has an identity of its own, so that the
 * two directories can never be mixed up.
 */
final class Backup {

  private static final int COPY_BYTES = 1 << 20;

  private final FileStore source;
  private final Manifest manifest;
  private final long segmentBytes;
  private final Runnable checkStop;

  /**
   * Copies from {@code source}.
   *
   * @param segmentBytes size of the copy's journal segment
   * @param checkStop called now and then; throws if the copy is not wanted any more
   */
  Backup(FileStore source, Manifest manifest, long segmentBytes, Runnable checkStop) {
    this.source = source;
    this.manifest = manifest;
    this.segmentBytes = segmentBytes;
    this.checkStop = checkStop;
  }

  /**
   * Does it; the manifest comes last, so that a copy that was cut short is none.
   *
   * @return the epoch of the copy
   * @throws IllegalArgumentException if there is anything in {@code target}
   */
  long copyTo(FileStore target) throws IOException {
    requireEmpty(target);
    Manifest.SnapshotFile snapshot = manifest.snapshots().get(0);
    copy(source, snapshot, target, checkStop);
    Journal journal = EngineDirectory.createJournal(target, snapshot.epoch() + 1, segmentBytes);
    journal.close();
    target.forceDirectory();
    new Manifest(manifest.dedupHorizon(), 0, manifest.nextNumber(), List.of(snapshot))
        .write(target);
    return snapshot.epoch();
  }

  /**
   * Asks for an empty directory.
   *
   * @throws IllegalArgumentException if there is anything in {@code target}
   */
  static void requireEmpty(FileStore target) throws IOException {
    if (!target.list().isEmpty()) {
      throw new IllegalArgumentException(
          "the target of a backup must be empty, files=" + target.list());
    }
  }

  /** Copies a snapshot and all that it points to, which is on disk when this returns. */
  static void copy(
      FileStore source, Manifest.SnapshotFile snapshot, FileStore target, Runnable checkStop)
      throws IOException {
    for (String name : snapshot.names()) {
      copy(source, name, target, checkStop);
    }
  }

  private static void copy(FileStore source, String name, FileStore target, Runnable checkStop)
      throws IOException {
    try (StoredFile from = source.openToRead(name);
        StoredFile to = target.create(name)) {
      ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
      long size = from.size();
      for (long at = 0; at < size; ) {
        checkStop.run();
        int read = from.read(buffer.clear(), at);
        if (read <= 0) {
          throw new IOException(name + " ends at byte " + at + " instead of " + size);
        }
        to.write(at, buffer.flip());
        at += read;
      }
      to.force(true);
    }
  }
}
