// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.api.PublicApi;

class IoApiTest extends PublicApi {

  IoApiTest() {
    super(
        "engine-io",
        "dev.muster.export",
        "dev.muster.load",
        "dev.muster.load.infer",
        "dev.muster.load.mapping",
        "dev.muster.load.text");
  }
}
