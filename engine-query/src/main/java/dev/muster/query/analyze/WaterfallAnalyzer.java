// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Waterfall;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.query.plan.PlanNode;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.List;

/** Asks each segment about the rows that those before it have left. */
record WaterfallAnalyzer(Waterfall waterfall, List<PlanNode> plans)
    implements Analyzer<WaterfallAnalyzer.Shares, Waterfall.Result> {

  @Override
  public Shares accumulator() {
    return new Shares(plans);
  }

  @Override
  public Waterfall.Result answer(Shares total, StopCheck stop) {
    List<Waterfall.Share> shares = new ArrayList<>();
    for (int i = 0; i < total.taken.length; i++) {
      shares.add(new Waterfall.Share(waterfall.segments().get(i).name(), total.taken[i]));
    }
    return new Waterfall.Result(shares, total.rest);
  }

  /** Profiles by segment, and those left over. */
  static final class Shares implements ChunkAccumulator<Shares> {

    private final List<PlanNode> plans;
    private final long[] taken;
    private long rest;

    private Shares(List<PlanNode> plans) {
      this.plans = plans;
      this.taken = new long[plans.size()];
    }

    @Override
    public void add(ChunkRows chunk) {
      long[] left = chunk.borrowMask();
      long[] fitting = chunk.borrowMask();
      RowMask.copy(chunk.rows(), left);
      int leftCount = chunk.count();
      for (int i = 0; i < taken.length && leftCount > 0; i++) {
        chunk.evaluate(plans.get(i), left, fitting);
        chunk.checkStopped();
        RowMask.andNot(left, fitting);
        int stillLeft = RowMask.cardinality(left);
        taken[i] += leftCount - stillLeft;
        leftCount = stillLeft;
      }
      rest += leftCount;
      chunk.returnMask(fitting);
      chunk.returnMask(left);
    }

    @Override
    public void addAll(Shares other) {
      for (int i = 0; i < taken.length; i++) {
        taken[i] += other.taken[i];
      }
      rest += other.rest;
    }
  }
}
