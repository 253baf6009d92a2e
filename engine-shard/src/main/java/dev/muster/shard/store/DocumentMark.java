// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That the store of documents was closed as it should be, and holds what the directory says of them
 * up to an epoch. Written last of all, and gone before anything else is done: so neither a crash
 * nor another copy of the directory can pair it with a store that went on.
 *
 * @param id drawn when it was closed; the store has it too
 * @param epoch the last one that the journal has
 */
record DocumentMark(UUID id, long epoch) {

  static final String NAME = "closed";
  private static final long MAGIC = 0x646D_7265_7473_756DL; // "mustermd"
  private static final int VERSION = 1;
  private static final int BYTES = 24;

  /** Writes it durably. */
  void write(FileStore store) throws IOException {
    ByteBuffer content =
        ByteBuffer.allocate(BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(epoch);
    SmallFile.write(store, NAME, MAGIC, VERSION, content.array());
  }

  /** Reads it and removes it durably; null if there is none, or it is not as it was written. */
  static @Nullable DocumentMark take(FileStore store) throws IOException {
    ByteBuffer content = SmallFile.take(store, NAME, MAGIC, VERSION);
    // All it saves is work.
    return content == null || content.remaining() != BYTES
        ? null
        : new DocumentMark(new UUID(content.getLong(), content.getLong()), content.getLong());
  }
}
