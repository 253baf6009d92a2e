// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.PlanNode;
import dev.muster.query.plan.SharedPlan;
import dev.muster.shard.Shard;
import dev.muster.shard.epoch.Pin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of several plans in one pass over the chunks. Operators that the plans have in
 * common are evaluated once in each chunk.
 *
 * <p>Made for one evaluation by one caller.
 */
public final class SharedExecution {

  /** Plans between two looks whether the evaluation is still wanted. */
  private static final int PLANS_PER_LOOK = 64;

  private final FanOut fanOut;
  private final SharedPlan plan;
  private final Pin pin;
  private final StopCheck stop;
  private final List<ChunkPlace> places;
  private final @Nullable CachedAnswers @Nullable [] cached;

  /** An evaluation of {@code plan} over {@code shards}; see {@link Execution}. */
  public SharedExecution(
      FanOut fanOut, Shard[] shards, SharedPlan plan, Pin pin, StopCheck stop, ResultCache cache) {
    this.fanOut = fanOut;
    this.plan = plan;
    this.pin = pin;
    this.stop = stop;
    this.places = ChunkPlace.of(shards);
    this.cached = cache.of(plan.roots(), plan.nodeCount());
  }

  /** How many profiles pass, by plan. */
  public long[] counts() {
    long[] totals = new long[plan.roots().size()];
    fanOut.run(
        places.size(),
        places.size() > 1 && totals.length > 1,
        stop::check,
        () -> new Worker(totals));
    stop.check();
    return totals;
  }

  private final class Worker implements FanOut.Worker {

    private final long[] totals;
    private final long[] found;
    private final WorkerScratch scratch = fanOut.borrowScratch();
    private final SharedMasks shared = new SharedMasks(plan);
    private final ChunkEvaluator evaluator =
        ChunkEvaluator.sharing(scratch, pin.epoch(), shared, cached);

    Worker(long[] totals) {
      this.totals = totals;
      this.found = new long[totals.length];
    }

    @Override
    public void run(int index) {
      List<PlanNode> roots = plan.roots();
      evaluator.countEach(
          roots,
          places.get(index).chunk(),
          (at, count) -> {
            found[at] += count;
            if (at % PLANS_PER_LOOK == PLANS_PER_LOOK - 1) {
              stop.check();
            }
          });
      stop.check();
    }

    @Override
    public void finish() {
      fanOut.returnScratch(scratch);
      synchronized (totals) {
        for (int i = 0; i < totals.length; i++) {
          totals[i] += found[i];
        }
      }
    }
  }
}
