// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.shard.document.DocumentStore;
import dev.muster.shard.document.DocumentStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MappedDocumentsTest extends DocumentStoreContract {

  @TempDir Path directory;

  @Override
  protected DocumentStore create() throws IOException {
    return ChronicleDocuments.in(directory).documentsMax(20_000).averageBytes(500).create();
  }
}
