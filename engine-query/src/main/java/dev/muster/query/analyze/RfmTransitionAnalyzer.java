// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.RfmGroup;
import dev.muster.analysis.RfmTransition;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/** Collects the buyers of both instants side by side and scores each by itself. */
record RfmTransitionAnalyzer(Buyers.Queries earlier, Buyers.Queries later)
    implements Analyzer<RfmTransitionAnalyzer.Collected, RfmTransition.Result> {

  private static final int EARLIER = 1;
  private static final int LATER = 2;

  @Override
  public Collected accumulator() {
    return new Collected(earlier, later);
  }

  @Override
  public RfmTransition.Result answer(Collected total, StopCheck stop) {
    long[][] profiles = new long[RfmGroup.values().length][RfmGroup.values().length];
    int none = RfmGroup.NO_PURCHASE.ordinal();
    profiles[none][none] = total.profiles - total.times.size();
    int[] before = groups(total.earlier, stop);
    int[] after = groups(total.later, stop);
    int nextBefore = 0;
    int nextAfter = 0;
    StopCheck.Steps steps = stop.steps();
    for (int i = 0; i < total.times.size(); i++) {
      steps.step();
      int times = total.times.getInt(i);
      int from = (times & EARLIER) == 0 ? none : before[nextBefore++];
      int to = (times & LATER) == 0 ? none : after[nextAfter++];
      profiles[from][to]++;
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : profiles) {
      List<Long> columns = new ArrayList<>();
      for (long count : row) {
        columns.add(count);
      }
      rows.add(columns);
    }
    return new RfmTransition.Result(rows);
  }

  /** The group of each buyer. */
  private static int[] groups(Buyers buyers, StopCheck stop) {
    int[] groups = new int[buyers.size()];
    if (groups.length > 0) {
      Buyers.Scores scores = buyers.scores(stop);
      StopCheck.Steps steps = stop.steps();
      for (int i = 0; i < groups.length; i++) {
        steps.step();
        groups[i] =
            RfmGroup.of(scores.recency(i), scores.frequency(i), scores.monetary(i)).ordinal();
      }
    }
    return groups;
  }

  /** The buyers of either instant among some profiles. */
  static final class Collected implements ChunkAccumulator<Collected> {

    private final Buyers earlier;
    private final Buyers later;

    /** Of each profile that is a buyer at all, at which of the instants it is one. */
    private final IntArrayList times = new IntArrayList();

    private long profiles;

    private Collected(Buyers.Queries earlier, Buyers.Queries later) {
      this.earlier = new Buyers(earlier);
      this.later = new Buyers(later);
    }

    @Override
    public void add(ChunkRows chunk) {
      long[] before = chunk.borrowMask();
      long[] after = chunk.borrowMask();
      earlier.add(chunk, before);
      chunk.checkStopped();
      later.add(chunk, after);
      for (int w = 0; w < RowMask.WORDS; w++) {
        for (long bits = before[w] | after[w]; bits != 0; bits &= bits - 1) {
          int bit = Long.numberOfTrailingZeros(bits);
          times.add((int) (before[w] >>> bit & 1) * EARLIER + (int) (after[w] >>> bit & 1) * LATER);
        }
      }
      profiles += chunk.count();
      chunk.returnMask(after);
      chunk.returnMask(before);
    }

    @Override
    public void addAll(Collected other) {
      earlier.addAll(other.earlier);
      later.addAll(other.later);
      times.addAll(other.times);
      profiles += other.profiles;
    }
  }
}
