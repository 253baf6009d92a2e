// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/**
 * An index of one segment in a temporary directory, mapped into memory; closing deletes the
 * directory. Documents keep the order they were added in.
 */
final class TemporaryIndex implements AutoCloseable {

  private static final double BUFFER_MEBIBYTES = 256;

  /** More than segments are ever flushed: all are merged at once, when all are there. */
  private static final int MERGE_FACTOR = 1_000;

  private final Path path;
  private final MMapDirectory directory;
  private final DirectoryReader reader;

  /** Writes an index with {@code fill}. */
  TemporaryIndex(@Nullable Sort sort, Filling fill) throws IOException {
    path = Files.createTempDirectory("lucene");
    directory = new MMapDirectory(path);
    LogDocMergePolicy merges = new LogDocMergePolicy();
    merges.setMergeFactor(MERGE_FACTOR);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
            .setMergePolicy(merges)
            .setUseCompoundFile(false);
    if (sort != null) {
      config.setIndexSort(sort);
    }
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      fill.fill(writer);
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
  }

  /** A searcher of its own. */
  IndexSearcher searcher() {
    return new IndexSearcher(reader);
  }

  /** The only segment. */
  LeafReaderContext segment() {
    return reader.leaves().get(0);
  }

  /** Bytes on disk. */
  long sizeBytes() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += directory.fileLength(file);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    for (String file : directory.listAll()) {
      directory.deleteFile(file);
    }
    directory.close();
    Files.deleteIfExists(path);
  }

  /** Adds documents. */
  @FunctionalInterface
  interface Filling {

    /** Adds all of them. */
    void fill(IndexWriter writer) throws IOException;
  }
}
