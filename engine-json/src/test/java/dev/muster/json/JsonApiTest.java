// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.api.PublicApi;

class JsonApiTest extends PublicApi {

  JsonApiTest() {
    super("engine-json", "dev.muster.json");
  }
}
