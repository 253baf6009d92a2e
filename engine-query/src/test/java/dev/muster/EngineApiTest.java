// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.api.PublicApi;

class EngineApiTest extends PublicApi {

  EngineApiTest() {
    super("engine-query", "dev.muster", "dev.muster.query.explain");
  }
}
