// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * A number drawn at random for a directory. Its journal bears it, too, so that segments of another
 * directory are not taken for its own.
 */
final class DirectoryIdentity {

  static final String NAME = "identity";

  private static final long MAGIC = 0x6469_7265_7473_756DL; // "musterid"
  private static final int VERSION = 1;
  private static final int BYTES = 16;

  private DirectoryIdentity() {}

  /** That of {@code store}, which must have one. */
  static UUID read(FileStore store) throws IOException {
    if (!store.exists(NAME)) {
      throw new DamagedFileException(NAME, 0, "it is missing");
    }
    ByteBuffer content = SmallFile.read(store, NAME, MAGIC, VERSION);
    if (content.remaining() != BYTES) {
      throw new DamagedFileException(
          NAME, 12, "the content has " + content.remaining() + " bytes instead of " + BYTES);
    }
    return new UUID(content.getLong(0), content.getLong(8));
  }

  /** That of {@code store}, which is given one if it has none. */
  static UUID readOrDraw(FileStore store) throws IOException {
    if (!store.exists(NAME)) {
      UUID drawn = UUID.randomUUID();
      ByteBuffer content = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
      content.putLong(drawn.getMostSignificantBits()).putLong(drawn.getLeastSignificantBits());
      SmallFile.write(store, NAME, MAGIC, VERSION, content.array());
    }
    return read(store);
  }
}
