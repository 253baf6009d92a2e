// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of one directory of a local file system. */
public final class DirectoryFileStore implements FileStore {

  /** Windows opens no directory as a file, and keeps its names itself. */
  private static final boolean FORCES_DIRECTORIES = File.separatorChar == '/';

  private final Path directory;

  private DirectoryFileStore(Path directory) {
    this.directory = directory;
  }

  /** The files of {@code directory}, which is created, durably, if it is missing. */
  public static DirectoryFileStore open(Path directory) throws IOException {
    createDurably(directory.toAbsolutePath());
    return new DirectoryFileStore(directory.toRealPath());
  }

  /**
   * The files of {@code directory}, which is there.
   *
   * @throws FileSystemException if it is not
   */
  public static DirectoryFileStore openExisting(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new FileSystemException(directory.toString(), null, "there is no such directory");
    }
    return new DirectoryFileStore(directory.toRealPath());
  }

  private static void createDurably(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (Files.isDirectory(directory) || parent == null) {
      return;
    }
    createDurably(parent);
    Files.createDirectory(directory);
    force(parent);
  }

  @Override
  public StoredFile create(String name) throws IOException {
    return openChannel(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public StoredFile open(String name) throws IOException {
    return openChannel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public StoredFile openToRead(String name) throws IOException {
    return openChannel(name, StandardOpenOption.READ);
  }

  private StoredFile openChannel(String name, StandardOpenOption... options) throws IOException {
    Path path = path(name);
    try {
      return new DirectoryFile(name, path, FileChannel.open(path, options));
    } catch (IOException failure) {
      throw FullDisk.named(failure, name, directory, 0);
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        String name = String.valueOf(path.getFileName());
        if (FileNames.isValid(name) && Files.isRegularFile(path)) {
          names.add(name);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    try {
      Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw FullDisk.named(failure, to, directory, 0);
    }
  }

  @Override
  public void forceDirectory() throws IOException {
    force(directory);
  }

  private static void force(Path directory) throws IOException {
    if (FORCES_DIRECTORIES) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return DirectoryLock.take(directory, path(name));
  }

  private Path path(String name) {
    return directory.resolve(FileNames.check(name));
  }

  /** The directory, for messages. */
  @Override
  public String toString() {
    return directory.toString();
  }
}
