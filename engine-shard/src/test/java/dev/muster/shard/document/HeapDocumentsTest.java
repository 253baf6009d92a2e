// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import java.io.IOException;

class HeapDocumentsTest extends DocumentStoreContract {

  @Override
  protected DocumentStore create() throws IOException {
    return HeapDocuments.storage().create();
  }
}
