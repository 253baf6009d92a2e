// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.Execution;
import dev.muster.query.execute.PlanProfile;
import dev.muster.query.execute.StopCheck;
import org.jspecify.annotations.Nullable;

/**
 * An analysis with names, literals and windows resolved, ready to run. Immutable: all workers of
 * one evaluation share it.
 *
 * @param <A> what a worker gathers
 * @param <R> the answer
 */
interface Analyzer<A extends ChunkAccumulator<A>, R> extends PlannedAnalysis<R> {

  /** A worker's accumulator, with nothing in it. */
  A accumulator();

  /**
   * The answer, from what all workers gathered.
   *
   * @param stop to be looked at between sorts and in loops over values
   */
  R answer(A total, StopCheck stop);

  @Override
  default R run(Execution execution, @Nullable PlanProfile profile) {
    return execution.gather(this::accumulator, this::answer, profile);
  }
}
