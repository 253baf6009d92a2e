// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import dev.muster.api.PublicApi;

class MicrometerApiTest extends PublicApi {

  MicrometerApiTest() {
    super("engine-micrometer", "dev.muster.micrometer");
  }
}
