// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Tells a full disk from a broken one. Java has no type for it: there is the message of the
 * operating system, which may be in any language, and the space that is left.
 */
final class FullDisk {

  private static final List<String> MESSAGES =
      List.of("no space left", "quota exceeded", "not enough space");

  private FullDisk() {}

  /**
   * {@code failure}, as a {@link StorageFullException} if it is about space.
   *
   * @param path the file or directory concerned
   * @param needed bytes that were still to be written
   */
  static IOException named(IOException failure, String file, Path path, long needed) {
    return saysSo(failure) || hasLess(path, needed)
        ? new StorageFullException(file, failure)
        : failure;
  }

  private static boolean saysSo(IOException failure) {
    String message =
        failure instanceof FileSystemException error ? error.getReason() : failure.getMessage();
    return message != null
        && MESSAGES.stream().anyMatch(message.toLowerCase(Locale.ROOT)::contains);
  }

  private static boolean hasLess(Path path, long needed) {
    if (needed == 0) {
      return false;
    }
    try {
      return Files.getFileStore(path).getUsableSpace() < needed;
    } catch (IOException unknown) {
      // Then it counts as broken: the stricter of the two.
      return false;
    }
  }
}
