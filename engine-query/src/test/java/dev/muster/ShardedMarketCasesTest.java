// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/** The market cases once more, with most profiles alone on a shard. */
class ShardedMarketCasesTest extends EngineMarketCasesTest {

  @Override
  int shards() {
    return 7;
  }
}
