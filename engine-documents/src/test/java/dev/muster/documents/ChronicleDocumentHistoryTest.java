// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.DocumentHistories;
import dev.muster.shard.document.DocumentStorage;

class ChronicleDocumentHistoryTest extends DocumentHistories {

  @Override
  protected DocumentStorage storage() {
    return ChronicleDocuments.in(directory.resolve("documents"))
        .documentsMax(20_000)
        .averageBytes(500);
  }
}
