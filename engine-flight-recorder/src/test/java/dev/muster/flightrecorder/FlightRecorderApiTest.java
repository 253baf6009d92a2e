// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import dev.muster.api.PublicApi;

class FlightRecorderApiTest extends PublicApi {

  FlightRecorderApiTest() {
    super("engine-flight-recorder", "dev.muster.flightrecorder");
  }
}
