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

  /**
   * Copies from {@code source}.
   *
   * @param segmentBytes size of the copy's journal segment
   */
  Backup(FileStore source, Manifest manifest, long segmentBytes) {
    this.source = source;
    this.manifest = manifest;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Does it; the manifest comes last, so that a copy that was cut short is none.
   *
   * @return the epoch of the copy
   * @throws IllegalArgumentException if there is anything in {@code target}
   */
  long copyTo(FileStore target) throws IOException {
    if (!target.list().isEmpty()) {
      throw new IllegalArgumentException(
          "the target of a backup must be empty, files=" + target.list());
    }
    Manifest.SnapshotFile snapshot = manifest.snapshots().get(0);
    copy(source, snapshot, target);
    Journal journal = EngineDirectory.createJournal(target, snapshot.epoch() + 1, segmentBytes);
    journal.close();
    target.forceDirectory();
    new Manifest(manifest.dedupHorizon(), 0, manifest.nextNumber(), List.of(snapshot))
        .write(target);
    return snapshot.epoch();
  }

  /** Copies a snapshot and all that it points to, which is on disk when this returns. */
  static void copy(FileStore source, Manifest.SnapshotFile snapshot, FileStore target)
      throws IOException {
    for (String name : snapshot.names()) {
      copy(source, name, target);
    }
  }

  private static void copy(FileStore source, String name, FileStore target) throws IOException {
    try (StoredFile from = source.openToRead(name);
        StoredFile to = target.create(name)) {
      ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
      long size = from.size();
      for (long at = 0; at < size; ) {
        int read = from.read(buffer.clear(), at);
        to.write(at, buffer.flip());
        at += read;
      }
      to.force(true);
    }
  }
}
