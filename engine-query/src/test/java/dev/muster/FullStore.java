// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;

/** A store that takes no new file while it is full; files that are there have their space. */
final class FullStore extends ForwardingStore {

  /** Set by the test, read by the engine's threads. */
  private volatile boolean full;

  FullStore(FileStore store) {
    super(store);
  }

  void setFull(boolean isFull) {
    full = isFull;
  }

  @Override
  public StoredFile create(String name) throws IOException {
    if (full) {
      throw new StorageFullException(name, null);
    }
    return super.create(name);
  }
}
