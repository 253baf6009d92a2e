// SPDX-License-Identifier: Apache-2.0
package dev.muster.api;

/** All of engine-core is for applications. */
class CoreApiTest extends PublicApi {

  CoreApiTest() {
    super(
        "engine-core",
        "dev.muster.analysis",
        "dev.muster.metrics",
        "dev.muster.predicate",
        "dev.muster.profile",
        "dev.muster.schema",
        "dev.muster.segment",
        "dev.muster.text",
        "dev.muster.value");
  }
}
