// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of a {@link DirectoryFileStore}. */
final class DirectoryFile implements StoredFile {

  /** Zeros are written from one shared buffer of this size: few calls, and little memory. */
  private static final int ZEROS_BYTES = 1 << 18;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(ZEROS_BYTES).asReadOnlyBuffer();

  private final String name;
  private final Path path;
  private final FileChannel channel;

  DirectoryFile(String name, Path path, FileChannel channel) {
    this.name = name;
    this.path = path;
    this.channel = channel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int start = target.position();
    while (target.hasRemaining()) {
      if (channel.read(target, position + (target.position() - start)) < 0) {
        break;
      }
    }
    return target.position() - start;
  }

  @Override
  public void write(long position, ByteBuffer... sources) throws IOException {
    long count = 0;
    for (ByteBuffer source : sources) {
      count += source.remaining();
    }
    try {
      // A gathering write has no position of its own; one thread at a time uses the file.
      channel.position(position);
      for (long left = count; left > 0; ) {
        left -= channel.write(sources);
      }
    } catch (IOException failure) {
      throw FullDisk.named(failure, name, path, count);
    }
  }

  @Override
  public void preallocate(long from, long to) throws IOException {
    long position = from;
    try {
      while (position < to) {
        ByteBuffer zeros = ZEROS.duplicate();
        zeros.limit((int) Math.min(to - position, ZEROS_BYTES));
        position += channel.write(zeros, position);
      }
    } catch (IOException failure) {
      throw FullDisk.named(failure, name, path, to - position);
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  @Override
  public void force(boolean metadata) throws IOException {
    try {
      channel.force(metadata);
    } catch (IOException failure) {
      throw FullDisk.named(failure, name, path, 0);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
