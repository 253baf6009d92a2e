// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory taken by this process: a lock of the operating system on a file that stays. Deleting
 * it would let two processes hold locks on two files of one name.
 */
final class DirectoryLock implements Closeable {

  /**
   * Paths of the lock files this process holds; guarded by itself. They are asked first, since
   * POSIX drops all locks of a process on a file when it closes any descriptor of that file: a
   * second attempt, refused, would have given the first one's lock away.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path path;
  private final FileChannel channel;

  /** Guarded by this. */
  private boolean released;

  private DirectoryLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Locks {@code path}, a file of {@code directory}, which is a real path. */
  static DirectoryLock take(Path directory, Path path) throws IOException {
    synchronized (HELD) {
      if (!HELD.add(path)) {
        throw new DirectoryInUseException(directory.toString(), "this process");
      }
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (tryLock(channel) == null) {
          throw new DirectoryInUseException(directory.toString(), "another process");
        }
        taken = true;
        return new DirectoryLock(path, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        forget(path);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByAnotherLoader) {
      return null;
    }
  }

  private static void forget(Path path) {
    synchronized (HELD) {
      HELD.remove(path);
    }
  }

  /** Gives the directory back; a second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (released) {
      return;
    }
    released = true;
    try {
      // Closing the channel releases the lock; only then may another attempt open the file.
      channel.close();
    } finally {
      forget(path);
    }
  }
}
