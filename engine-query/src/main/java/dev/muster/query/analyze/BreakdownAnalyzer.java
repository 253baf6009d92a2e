// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Breakdown;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import java.util.List;
import java.util.function.Supplier;

/** Counts every dimension of a chunk before the next chunk is looked at. */
record BreakdownAnalyzer(Breakdown breakdown, List<Supplier<DimensionCounts>> dimensions)
    implements Analyzer<BreakdownAnalyzer.Counts, Breakdown.Result> {

  @Override
  public Counts accumulator() {
    return new Counts(dimensions.stream().map(Supplier::get).toList());
  }

  @Override
  public Breakdown.Result answer(Counts total, StopCheck stop) {
    return new Breakdown.Result(
        total.profiles,
        total.dimensions.stream().map(counts -> counts.part(breakdown.top(), stop)).toList());
  }

  /** What was counted, by dimension. */
  static final class Counts implements ChunkAccumulator<Counts> {

    private final List<DimensionCounts> dimensions;
    private long profiles;

    private Counts(List<DimensionCounts> dimensions) {
      this.dimensions = dimensions;
    }

    @Override
    public void add(ChunkRows chunk) {
      profiles += chunk.count();
      for (DimensionCounts counts : dimensions) {
        counts.add(chunk);
        chunk.checkStopped();
      }
    }

    @Override
    public void addAll(Counts other) {
      profiles += other.profiles;
      for (int i = 0; i < dimensions.size(); i++) {
        dimensions.get(i).addAll(other.dimensions.get(i));
      }
    }
  }
}
