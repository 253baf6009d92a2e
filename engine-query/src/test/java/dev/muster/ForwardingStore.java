// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A store that does what another one does; a test overrides what it wants to see or delay. */
abstract class ForwardingStore implements FileStore {

  private final FileStore store;

  ForwardingStore(FileStore store) {
    this.store = store;
  }

  /** Called before each write to a file that was created here. */
  void writing(String name) {}

  @Override
  public StoredFile create(String name) throws IOException {
    return new Watched(store.create(name));
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

  private final class Watched implements StoredFile {
    private final StoredFile file;

    Watched(StoredFile file) {
      this.file = file;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public void write(long position, ByteBuffer... sources) throws IOException {
      writing(name());
      file.write(position, sources);
    }

    @Override
    public void preallocate(long from, long to) throws IOException {
      file.preallocate(from, to);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      file.force(metadata);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
