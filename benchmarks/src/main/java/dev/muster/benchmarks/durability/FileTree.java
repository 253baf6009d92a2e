// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that is in it. */
final class FileTree {

  private FileTree() {}

  /** Deletes it, if it is there. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    for (Path path : paths(root)) {
      Files.delete(path);
    }
  }

  /** The bytes of all files. */
  static long size(Path root) throws IOException {
    long size = 0;
    for (Path path : paths(root)) {
      size += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return size;
  }

  /** What is in a directory comes before the directory. */
  private static List<Path> paths(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
