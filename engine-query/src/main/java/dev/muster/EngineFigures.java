// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.query.execute.ResultCache;
import dev.muster.shard.Shard;
import dev.muster.shard.ShardSize;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.write.EventFloor;
import dev.muster.shard.write.OperationEncoder;
import dev.muster.shard.write.Sequencer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what an engine tells about itself. Any thread. */
record EngineFigures(
    Shard[] shards,
    ProfileRows rows,
    Epochs epochs,
    Sequencer sequencer,
    OperationEncoder encoder,
    ResultCache cache,
    @Nullable EngineStorage storage) {

  /** The figures at the published epoch. O(chunks x columns). */
  EngineStatistics read() {
    Pin pin = epochs.pinRead();
    ShardSize total = new ShardSize(0, 0, 0, 0, 0, 0);
    long floor = EventFloor.NONE;
    try {
      floor = sequencer.floor().at(pin.epoch());
      for (Shard shard : shards) {
        total = total.plus(shard.size(pin.epoch()));
      }
    } finally {
      epochs.releaseRead(pin);
    }
    return new EngineStatistics(
        pin.epoch(),
        total.profiles(),
        total.events(),
        encoder.rejectedCount(),
        sequencer.expiredProfiles(),
        floor == EventFloor.NONE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(floor)),
        sequencer.queued(),
        cache.hits(),
        cache.misses(),
        List.of(
            new MemoryUse("directory", rows.sizeBytes() + sequencer.activityBytes()),
            new MemoryUse("rows", total.rowBytes()),
            new MemoryUse("columns", total.columnBytes()),
            new MemoryUse("value postings", total.postingBytes()),
            new MemoryUse("events", total.eventBytes()),
            new MemoryUse("dictionaries", sequencer.layout().dictionaryBytes()),
            new MemoryUse("result cache", cache.sizeBytes())),
        storage == null ? Optional.empty() : Optional.of(storage.statistics()));
  }
}
