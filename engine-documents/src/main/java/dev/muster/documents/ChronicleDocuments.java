// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.document.DocumentStore;
import dev.muster.shard.file.DirectoryFileStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents in mapped files of a directory of their own, off the heap, by Chronicle Map.
 *
 * <pre>{@code
 * SegmentationEngine.builder(schema)
 *     .directory(path)
 *     .documents(ChronicleDocuments.in(path.resolve("documents")).documentsMax(5_000_000))
 *     .open();
 * }</pre>
 *
 * <p>The files promise nothing by themselves: after a clean close they are opened again as they
 * are; after anything else the engine fills them anew from its own directory. They are sparse: a
 * disk that is full when a page is first written fails the process, so leave room for what the
 * options allow. They are not encrypted. What is removed or replaced is overwritten with zeros.
 *
 * <p>Chronicle Map needs a JDK rather than a bare runtime, and on Java 17 and newer these flags:
 *
 * <pre>
 * --add-opens=java.base/java.lang=ALL-UNNAMED
 * --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
 * --add-exports=java.base/sun.nio.ch=ALL-UNNAMED
 * --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED
 * --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED
 * </pre>
 *
 * <p>Opening the first one in a process takes some seconds. Immutable; the options of what is there
 * count only for equal options, and anything else is filled anew.
 */
public final class ChronicleDocuments implements DocumentStorage {

  private static final String LOCK = "lock";

  private final Path directory;
  private final MapSizes sizes;

  private ChronicleDocuments(Path directory, MapSizes sizes) {
    this.directory = directory;
    this.sizes = sizes;
  }

  /**
   * Documents in {@code directory}, which is made if it is missing and must hold nothing else: at
   * most a million of 1,024 bytes on average, if nothing else is said.
   */
  public static ChronicleDocuments in(Path directory) {
    return new ChronicleDocuments(directory, new MapSizes(1_000_000, 1_024));
  }

  /** The same with at most {@code count} documents, in [1, 10^9]. */
  public ChronicleDocuments documentsMax(long count) {
    return new ChronicleDocuments(directory, new MapSizes(count, sizes.averageBytes()));
  }

  /**
   * The same with documents of {@code size} bytes on average, in [1, 2^20]. All together may have
   * as many bytes as the most documents of that size, and at least 16 MiB; any of them may have
   * more.
   */
  public ChronicleDocuments averageBytes(int size) {
    return new ChronicleDocuments(directory, new MapSizes(sizes.documentsMax(), size));
  }

  @Override
  public @Nullable DocumentStore reopen(UUID mark) throws IOException {
    DirectoryFileStore store = DirectoryFileStore.open(directory);
    Closeable lock = lock(store);
    DocumentStore reopened = null;
    try {
      ClosedMark closed = ClosedMark.take(store);
      if (closed != null
          && closed.id().equals(mark)
          && closed.sizes().equals(sizes)
          && store.list().containsAll(MapFiles.NAMES)) {
        MapFiles files = MapFiles.open(directory, sizes);
        reopened = new MappedDocuments(files, store, lock, sizes, closed);
      }
    } finally {
      if (reopened == null) {
        lock.close();
      }
    }
    return reopened;
  }

  @Override
  public DocumentStore create() throws IOException {
    DirectoryFileStore store = DirectoryFileStore.open(directory);
    Closeable lock = lock(store);
    DocumentStore created = null;
    try {
      List<String> left = store.list();
      ClosedMark.take(store);
      for (String name : MapFiles.NAMES) {
        if (left.contains(name)) {
          Files.delete(directory.resolve(name));
        }
      }
      MapFiles files = MapFiles.open(directory, sizes);
      created = new MappedDocuments(files, store, lock, sizes, ClosedMark.nothing(sizes));
    } finally {
      if (created == null) {
        lock.close();
      }
    }
    return created;
  }

  private static Closeable lock(DirectoryFileStore store) throws IOException {
    RuntimeFlags.requireAll();
    return store.lock(LOCK);
  }

  @Override
  public String toString() {
    return "documents in " + directory + ", " + sizes;
  }
}
