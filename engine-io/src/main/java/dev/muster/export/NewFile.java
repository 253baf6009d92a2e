// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is there as a whole or not at all: it is written beside its place under another name,
 * {@code NAME.….part}, forced to disk, and renamed when it is complete. What a process that dies
 * leaves behind has that name and can be deleted.
 *
 * <p>Confined to one thread.
 */
public final class NewFile implements Closeable {

  /** What is done if there is a file already. */
  public enum Existing {
    /** It stays, and the new one is refused. */
    KEEP,
    /** The new one takes its place, when it is complete. */
    REPLACE
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Existing existing;
  private final Path part;
  private final FileChannel channel;
  private final OutputStream out;
  private boolean complete;

  private NewFile(Path target, Existing existing, Path part, FileChannel channel) {
    this.target = target;
    this.existing = existing;
    this.part = part;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /**
   * Begins a file at {@code target}.
   *
   * @throws FileAlreadyExistsException if there is something that is to be kept, or a directory
   */
  public static NewFile begin(Path target, Existing existing) throws IOException {
    requireFree(target, existing);
    Path part =
        target.resolveSibling(
            target.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".part");
    FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new NewFile(target, existing, part, channel);
  }

  private static void requireFree(Path target, Existing existing) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileAlreadyExistsException(target.toString(), null, "there is a directory");
    }
    if (existing == Existing.KEEP && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString(), null, "there is a file already");
    }
  }

  /** Where to write; closed with this. */
  public OutputStream out() {
    return out;
  }

  /**
   * Puts the file in its place.
   *
   * <p>Of several that are completed at one place at once with {@link Existing#KEEP}, one is put
   * there and the others are refused, if the file system has hard links.
   *
   * @throws FileAlreadyExistsException if something that is to be kept has come there meanwhile
   */
  public void complete() throws IOException {
    out.flush();
    channel.force(true);
    channel.close();
    requireFree(target, existing);
    if (existing == Existing.REPLACE) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      nameAnew();
    }
    complete = true;
    forceDirectory();
  }

  /**
   * A rename takes the place of what came there a moment ago, a second name for a file does not.
   */
  private void nameAnew() throws IOException {
    try {
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      // Not every file system has second names; without them only what is seen here is kept.
      requireFree(target, existing);
      Files.move(part, target);
      return;
    }
    Files.delete(part);
  }

  /** So that the name is on disk as well; systems that cannot open a directory do it themselves. */
  private void forceDirectory() {
    Path directory = target.toAbsolutePath().getParent();
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // The file is there, whole; nothing is better for whoever is told that it is not.
    }
  }

  /** Takes what was written away, unless it is complete. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!complete) {
      Files.deleteIfExists(part);
    }
  }
}
