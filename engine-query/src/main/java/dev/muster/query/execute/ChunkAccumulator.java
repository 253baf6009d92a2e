// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

/**
 * What one worker gathers about an audience, chunk by chunk. One per worker, confined to it until
 * all are added up; neither the order of chunks nor who saw which may show in the total.
 *
 * @param <A> the accumulator itself
 */
public interface ChunkAccumulator<A extends ChunkAccumulator<A>> {

  /** Takes in one chunk of the audience; {@code chunk} is lent for the call. */
  void add(ChunkRows chunk);

  /** Takes in what another worker gathered; {@code other} is not used afterwards. */
  void addAll(A other);
}
