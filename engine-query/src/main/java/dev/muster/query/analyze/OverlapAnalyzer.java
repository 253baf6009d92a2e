// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Overlap;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.query.plan.PlanNode;
import dev.muster.segment.Segment;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the rows of every segment in a chunk, then counts what the bitmaps share. */
record OverlapAnalyzer(Overlap overlap, List<PlanNode> plans)
    implements Analyzer<OverlapAnalyzer.Shared, Overlap.Result> {

  @Override
  public Shared accumulator() {
    return new Shared(plans, overlap.combined());
  }

  @Override
  public Overlap.Result answer(Shared total, StopCheck stop) {
    List<String> names = overlap.segments().stream().map(Segment::name).toList();
    List<List<Long>> shared = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Long> row = new ArrayList<>();
      for (int j = 0; j < names.size(); j++) {
        row.add(total.pairs[Math.max(i, j)][Math.min(i, j)]);
      }
      shared.add(row);
    }
    List<Overlap.Combination> combinations = new ArrayList<>();
    StopCheck.Steps steps = stop.steps();
    for (int members = 0; members < total.combinations.length; members++) {
      steps.step();
      if (total.combinations[members] > 0) {
        combinations.add(
            new Overlap.Combination(named(names, members), total.combinations[members]));
      }
    }
    return new Overlap.Result(names, shared, combinations);
  }

  private static Set<String> named(List<String> names, int members) {
    Set<String> named = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if ((members >>> i & 1) != 0) {
        named.add(names.get(i));
      }
    }
    return named;
  }

  /** Profiles by pair of segments, and by combination if they are wanted. */
  static final class Shared implements ChunkAccumulator<Shared> {

    private final List<PlanNode> plans;

    /** At [i][j], j <= i. */
    private final long[][] pairs;

    /** By the set of segments as bits; empty if not wanted. */
    private final long[] combinations;

    private Shared(List<PlanNode> plans, boolean combined) {
      this.plans = plans;
      this.pairs = new long[plans.size()][];
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] = new long[i + 1];
      }
      this.combinations = new long[combined ? 1 << plans.size() : 0];
    }

    @Override
    public void add(ChunkRows chunk) {
      long[][] members = new long[plans.size()][];
      for (int i = 0; i < members.length; i++) {
        members[i] = chunk.borrowMask();
        chunk.evaluate(plans.get(i), chunk.rows(), members[i]);
        chunk.checkStopped();
        for (int j = 0; j <= i; j++) {
          pairs[i][j] += shared(members[i], members[j]);
        }
      }
      if (combinations.length > 0) {
        combine(chunk.rows(), members);
      }
      for (int i = members.length - 1; i >= 0; i--) {
        chunk.returnMask(members[i]);
      }
    }

    private static int shared(long[] one, long[] other) {
      int shared = 0;
      for (int w = 0; w < RowMask.WORDS; w++) {
        shared += Long.bitCount(one[w] & other[w]);
      }
      return shared;
    }

    private void combine(long[] rows, long[][] members) {
      for (int w = 0; w < RowMask.WORDS; w++) {
        for (long bits = rows[w]; bits != 0; bits &= bits - 1) {
          int bit = Long.numberOfTrailingZeros(bits);
          int combination = 0;
          for (int i = 0; i < members.length; i++) {
            combination |= (int) (members[i][w] >>> bit & 1) << i;
          }
          combinations[combination]++;
        }
      }
    }

    @Override
    public void addAll(Shared other) {
      for (int i = 0; i < pairs.length; i++) {
        for (int j = 0; j <= i; j++) {
          pairs[i][j] += other.pairs[i][j];
        }
      }
      for (int i = 0; i < combinations.length; i++) {
        combinations[i] += other.combinations[i];
      }
    }
  }
}
