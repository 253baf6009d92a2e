// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.Execution;
import dev.muster.query.execute.PlanProfile;
import org.jspecify.annotations.Nullable;

/**
 * An analysis that is ready to be asked of an audience. Immutable.
 *
 * @param <R> the answer
 */
public interface PlannedAnalysis<R> {

  /**
   * Asks it of the audience of {@code execution}.
   *
   * @param profile takes what the operators of the audience and the analysis did, or null
   */
  R run(Execution execution, @Nullable PlanProfile profile);
}
