// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That the maps were closed, and are on disk as a whole. Written when they are, and gone before
 * they are opened: maps without it may be half written, or locked by a process that is no more.
 *
 * @param id drawn when they were closed
 * @param sizes what they were made with
 * @param count documents in them
 * @param contentBytes bytes of all contents
 * @param nameBytes bytes of all entries of names
 */
record ClosedMark(UUID id, MapSizes sizes, long count, long contentBytes, long nameBytes) {

  private static final String NAME = "closed";
  private static final long MAGIC = 0x636D_7265_7473_756DL; // "mustermc"
  private static final int VERSION = 1;
  private static final int BYTES = 52;

  /** What is known of new maps. */
  static ClosedMark nothing(MapSizes sizes) {
    return new ClosedMark(new UUID(0, 0), sizes, 0, 0, 0);
  }

  /** Writes it durably. */
  void write(FileStore store) throws IOException {
    ByteBuffer content =
        ByteBuffer.allocate(BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(sizes.documentsMax())
            .putInt(sizes.averageBytes())
            .putLong(count)
            .putLong(contentBytes)
            .putLong(nameBytes);
    SmallFile.write(store, NAME, MAGIC, VERSION, content.array());
  }

  /** Reads it and removes it durably; null if there is none, or it is not as it was written. */
  static @Nullable ClosedMark take(FileStore store) throws IOException {
    ByteBuffer content = SmallFile.take(store, NAME, MAGIC, VERSION);
    try {
      return content == null || content.remaining() != BYTES ? null : read(content);
    } catch (IllegalArgumentException e) {
      // Sizes that nobody can have written. All it saves is work.
      return null;
    }
  }

  private static ClosedMark read(ByteBuffer content) {
    return new ClosedMark(
        new UUID(content.getLong(), content.getLong()),
        new MapSizes(content.getLong(), content.getInt()),
        content.getLong(),
        content.getLong(),
        content.getLong());
  }
}
