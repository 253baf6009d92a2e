// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.Execution;
import dev.muster.query.execute.StopCheck;

/**
 * An analysis with names, literals and windows resolved, ready to run. Immutable: all workers of
 * one evaluation share it.
 *
 * @param <A> what a worker gathers
 * @param <R> the answer
 */
interface Analyzer<A extends ChunkAccumulator<A>, R> {

  /** A worker's accumulator, with nothing in it. */
  A accumulator();

  /**
   * The answer, from what all workers gathered.
   *
   * @param stop to be looked at between sorts and in loops over values
   */
  R answer(A total, StopCheck stop);

  /** Runs the analysis over the audience of {@code execution}. */
  default R run(Execution execution) {
    return execution.gather(this::accumulator, this::answer);
  }
}
