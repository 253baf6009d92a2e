// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;

/**
 * The file that becomes the next segment. It is made under a name that means nothing to a reader,
 * and gets its own name only once all of it is on disk; so a segment that has its name is whole,
 * except for frames appended later.
 *
 * <p>A file left over from earlier is overwritten rather than deleted: its space is already ours.
 */
final class NextSegment {

  private final FileStore store;

  /** Bytes that are zeroed and forced; 0 if there is no file, or nothing is known about it. */
  private long preparedBytes;

  NextSegment(FileStore store) {
    this.store = store;
  }

  boolean isPrepared(long sizeBytes) {
    return preparedBytes >= sizeBytes;
  }

  /** Gets {@code sizeBytes} of zeros onto the disk, unless they are there. */
  void prepare(long sizeBytes) throws IOException {
    if (isPrepared(sizeBytes)) {
      return;
    }
    preparedBytes = 0;
    fill(sizeBytes, file -> 0);
    preparedBytes = sizeBytes;
  }

  /**
   * Gets a file of {@code sizeBytes} onto the disk that begins as {@code beginning} writes it and
   * goes on with zeros. If the disk is full, what was written is given back.
   */
  void fill(long sizeBytes, Beginning beginning) throws IOException {
    try (StoredFile file = openOrCreate(store, SegmentName.NEXT)) {
      file.preallocate(beginning.write(file), sizeBytes);
      file.truncate(sizeBytes);
      file.force(true);
    } catch (StorageFullException full) {
      try {
        store.delete(SegmentName.NEXT);
      } catch (IOException failure) {
        full.addSuppressed(failure);
      }
      throw full;
    }
  }

  /** Makes the prepared zeros the segment that {@code header} describes, except for its size. */
  SegmentHeader become(SegmentHeader header) throws IOException {
    SegmentHeader sized =
        new SegmentHeader(
            header.directoryId(),
            header.number(),
            header.firstEpoch(),
            preparedBytes,
            header.previousCrc());
    preparedBytes = 0;
    try (StoredFile file = store.open(SegmentName.NEXT)) {
      file.write(0, sized.encode());
      file.force(false);
    }
    publish(sized.firstEpoch());
    return sized;
  }

  /** Gives the file, all of which is on disk, the name of a segment, durably. */
  void publish(long firstEpoch) throws IOException {
    store.rename(SegmentName.NEXT, SegmentName.of(firstEpoch));
    store.forceDirectory();
  }

  /** A file of this name to overwrite: what is there, or a new one. */
  static StoredFile openOrCreate(FileStore store, String name) throws IOException {
    return store.exists(name) ? store.open(name) : store.create(name);
  }

  /** Writes the beginning of a file. */
  interface Beginning {

    /** Writes it and returns where it ends. */
    long write(StoredFile file) throws IOException;
  }
}
