// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.shard.Chunk;
import dev.muster.shard.Shard;
import java.util.ArrayList;
import java.util.List;

/** A chunk, and which one it is. */
record ChunkPlace(int shard, int index, Chunk chunk) {

  /** All chunks of all shards, shard by shard. */
  static List<ChunkPlace> of(Shard[] shards) {
    List<ChunkPlace> places = new ArrayList<>();
    for (int shard = 0; shard < shards.length; shard++) {
      Chunk[] chunks = shards[shard].chunks();
      for (int index = 0; index < chunks.length; index++) {
        places.add(new ChunkPlace(shard, index, chunks[index]));
      }
    }
    return places;
  }
}
