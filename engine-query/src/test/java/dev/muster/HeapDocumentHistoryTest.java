// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.document.HeapDocuments;

class HeapDocumentHistoryTest extends DocumentHistories {

  @Override
  protected DocumentStorage storage() {
    return HeapDocuments.storage();
  }
}
