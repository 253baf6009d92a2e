// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.block.BlockReader;
import dev.muster.shard.block.BlockWriter;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.document.DocumentCapture;
import dev.muster.shard.document.Documents;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.value.InvalidValueException;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file with all documents of a snapshot.
 *
 * <pre>
 * per document   1 as a byte; identifier and name as text; a length and the content
 * end            0 as a byte; how many documents came before as a varint
 * </pre>
 *
 * <p>In any order. A document may be there twice, the same each time.
 *
 * @param number of the snapshot
 * @param fileId drawn when it was written
 * @param bytes of content
 */
record DocumentFile(long number, UUID fileId, long bytes) {

  /** Kind of block file. */
  static final int KIND = 3;

  private static final int NAME_BYTES_MAX = 3 * ProfileDocument.NAME_LENGTH_MAX;

  /** The name of the file. */
  String name() {
    return StoreNames.documents(number);
  }

  /**
   * Writes what {@code capture} holds.
   *
   * @param checkpoint called before each document; what it throws gives up
   * @return null if there are no documents, and no file
   */
  static @Nullable DocumentFile write(
      DocumentCapture capture,
      FileStore store,
      long number,
      @Nullable BlockKeys keys,
      Runnable checkpoint)
      throws IOException {
    Writing writing = new Writing(store, number, keys);
    try {
      capture.forEach(
          (profile, name, content) -> {
            checkpoint.run();
            writing.add(profile, name, content);
          });
      return writing.finish();
    } finally {
      writing.close();
    }
  }

  /** A file that is begun with its first document. */
  private static final class Writing {
    private final FileStore store;
    private final long number;
    private final @Nullable BlockKeys keys;
    private @Nullable BlockWriter out;
    private long count;

    Writing(FileStore store, long number, @Nullable BlockKeys keys) {
      this.store = store;
      this.number = number;
      this.keys = keys;
    }

    void add(ProfileId profile, String name, byte[] content) throws IOException {
      BlockOutput target = out;
      if (target == null) {
        out = BlockWriter.create(store, StoreNames.documents(number), KIND, keys);
        target = out;
      }
      target.writeByte(1);
      target.writeText(profile.value());
      target.writeText(name);
      target.writeBytes(content, 0, content.length);
      count++;
    }

    @Nullable DocumentFile finish() throws IOException {
      BlockWriter file = out;
      if (file == null) {
        return null;
      }
      file.writeByte(0);
      file.writeVarint(count);
      file.finish();
      return new DocumentFile(number, file.fileId(), file.position());
    }

    void close() throws IOException {
      if (out != null) {
        out.close();
      }
    }
  }

  /**
   * Puts all documents into {@code documents}.
   *
   * @throws DamagedFileException if the file is not as it was written
   * @throws dev.muster.shard.file.StorageFullException if there is no room for them
   */
  void restore(Documents documents, FileStore store, @Nullable BlockKeys keys) throws IOException {
    read(store, keys, documents::restore);
  }

  /** Takes the documents of a file. */
  @FunctionalInterface
  interface Taker {
    void take(ProfileId profile, String name, byte[] content) throws IOException;
  }

  /**
   * Reads all documents.
   *
   * @throws dev.muster.shard.file.DamagedFileException if the file is not as it was written
   */
  void read(FileStore store, @Nullable BlockKeys keys, Taker taker) throws IOException {
    if (!store.exists(name())) {
      throw new DamagedFileException(name(), 0, "it is missing");
    }
    try (BlockReader in = BlockReader.open(store, name(), KIND, keys)) {
      if (!in.fileId().equals(fileId) || in.length() != bytes) {
        throw in.damaged("it is not the file that the manifest names");
      }
      long count = 0;
      int more = in.readByte();
      for (; more == 1; more = in.readByte()) {
        ProfileId profile = profile(in);
        String name = in.readText(NAME_BYTES_MAX, "name of a document");
        if (name.isEmpty() || name.length() > ProfileDocument.NAME_LENGTH_MAX) {
          throw in.damaged("the name of a document has " + name.length() + " characters");
        }
        byte[] content = in.readBytes(ProfileDocument.SIZE_MAX_BYTES, "a document");
        taker.take(profile, name, content);
        count++;
      }
      if (more != 0 || in.readVarint() != count || in.remaining() > 0) {
        throw in.damaged("the documents do not end where they should");
      }
    }
  }

  private static ProfileId profile(BlockReader in) throws IOException {
    String text = in.readText(ProfileId.SIZE_MAX_BYTES, "identifier of a document");
    try {
      return ProfileId.of(text);
    } catch (InvalidValueException e) {
      throw in.damaged("bad identifier of a document: " + e.getMessage());
    }
  }
}
