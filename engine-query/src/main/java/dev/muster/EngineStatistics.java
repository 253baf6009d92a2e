// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an engine holds.
 *
 * @param epoch the position
 * @param profiles alive
 * @param events held; those of deleted profiles until their rows are purged, and those that have
 *     left the retention until their memory is given back, included
 * @param rejected writes that were refused since the engine was opened: a batch once, for its first
 *     operation that broke a rule
 * @param expired profiles deleted for their inactivity since the engine was opened
 * @param eventsSince the first instant of which events are kept, if any have been let go
 * @param queued operations that wait to be written; a write of long new texts counts for more
 * @param cacheHits how often what event parts of predicates find in 65,536 rows was {@linkplain
 *     EngineBuilder#resultCache remembered}, since the engine was opened
 * @param cacheMisses how often it was not, of those that are asked for again
 * @param memory by kind of structure
 * @param storage of the directory, if there is one
 */
public record EngineStatistics(
    long epoch,
    long profiles,
    long events,
    long rejected,
    long expired,
    Optional<Instant> eventsSince,
    int queued,
    long cacheHits,
    long cacheMisses,
    List<MemoryUse> memory,
    Optional<StorageStatistics> storage) {

  public EngineStatistics {
    memory = List.copyOf(memory);
  }

  /** All kinds together. */
  public long sizeBytes() {
    return memory.stream().mapToLong(MemoryUse::sizeBytes).sum();
  }
}
