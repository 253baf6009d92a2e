// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.api.PublicApi;

class DocumentsApiTest extends PublicApi {

  DocumentsApiTest() {
    super("engine-documents", "dev.muster.documents");
  }
}
