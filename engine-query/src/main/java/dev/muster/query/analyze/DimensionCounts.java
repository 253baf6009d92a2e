// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Breakdown;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;

/** What a worker has counted of one dimension. */
sealed interface DimensionCounts permits AttributeCounts, PropertyCounts {

  /** Takes in one chunk of the audience. */
  void add(ChunkRows chunk);

  /** Takes in what another worker counted of the same dimension. */
  void addAll(DimensionCounts other);

  /** What is to be told about it, the {@code top} most frequent values listed. */
  Breakdown.Part part(int top, StopCheck stop);
}
