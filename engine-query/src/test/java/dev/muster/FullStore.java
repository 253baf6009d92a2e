// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A store that takes no new file while it is full; files that are there have their space. */
final class FullStore implements FileStore {

  private final FileStore store;

  /** Set by the test, read by the engine's threads. */
  private volatile boolean full;

  FullStore(FileStore store) {
    this.store = store;
  }

  void setFull(boolean isFull) {
    full = isFull;
  }

  @Override
  public StoredFile create(String name) throws IOException {
    if (full) {
      throw new StorageFullException(name, null);
    }
    return store.create(name);
  }

  @Override
  public StoredFile open(String name) throws IOException {
    return store.open(name);
  }

  @Override
  public StoredFile openToRead(String name) throws IOException {
    return store.openToRead(name);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return store.exists(name);
  }

  @Override
  public List<String> list() throws IOException {
    return store.list();
  }

  @Override
  public void delete(String name) throws IOException {
    store.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    store.rename(from, to);
  }

  @Override
  public void forceDirectory() throws IOException {
    store.forceDirectory();
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return store.lock(name);
  }
}
