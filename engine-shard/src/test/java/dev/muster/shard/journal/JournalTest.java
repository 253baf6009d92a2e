// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.DirectoryFileStore;
import dev.muster.shard.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On real files. */
class JournalTest extends JournalContract {

  @TempDir private Path directory;

  private FileStore store;

  @BeforeEach
  void open() throws IOException {
    store = DirectoryFileStore.open(directory);
  }

  @Override
  FileStore store() {
    return store;
  }
}
