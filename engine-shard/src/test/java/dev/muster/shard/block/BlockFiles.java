// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FileStore;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Block files whose content is known as a whole. */
final class BlockFiles {

  static final String NAME = "snapshot-1";
  static final int KIND = 1;

  /** Sizes at which blocks begin and end. */
  static final int[] EDGES = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000};

  private BlockFiles() {}

  static byte[] content(int size, long seed) {
    byte[] content = new byte[size];
    new SplittableRandom(seed).nextBytes(content);
    return content;
  }

  static void write(FileStore store, String name, @Nullable BlockKeys keys, byte[] content)
      throws IOException {
    try (BlockWriter writer = BlockWriter.create(store, name, KIND, keys)) {
      writer.write(content, 0, content.length);
      writer.finish();
    }
  }

  static byte[] read(FileStore store, String name, @Nullable BlockKeys keys) throws IOException {
    try (BlockReader reader = BlockReader.open(store, name, KIND, keys)) {
      byte[] content = new byte[(int) reader.length()];
      reader.read(content, 0, content.length);
      return content;
    }
  }

  /** The bytes of a file with that content. */
  static byte[] stored(@Nullable BlockKeys keys, byte[] content) throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    write(store, NAME, keys, content);
    return store.bytes(NAME);
  }
}
