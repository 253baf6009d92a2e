// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.util.List;

/**
 * What an engine holds.
 *
 * @param epoch the position
 * @param profiles alive
 * @param events held, those of deleted profiles until their rows are purged included
 * @param rejected writes that were refused since the engine was opened: a batch once, for its first
 *     operation that broke a rule
 * @param memory by kind of structure
 */
public record EngineStatistics(
    long epoch, long profiles, long events, long rejected, List<MemoryUse> memory) {

  public EngineStatistics {
    memory = List.copyOf(memory);
  }

  /** All kinds together. */
  public long sizeBytes() {
    return memory.stream().mapToLong(MemoryUse::sizeBytes).sum();
  }
}
