// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.api.PublicApi;

class ParquetApiTest extends PublicApi {

  ParquetApiTest() {
    super("engine-parquet", "dev.muster.parquet");
  }
}
