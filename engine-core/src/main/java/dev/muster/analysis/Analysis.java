// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

/**
 * A question about the profiles of an audience whose answer is an {@code R}.
 *
 * <p>Every answer is exact, and the same whatever the number of shards and threads. The family is
 * closed; an engine reads it through a {@link Visitor}. Whether a schema has the names in it is
 * checked when it meets an engine. Equality is structural.
 *
 * @param <R> the answer, an immutable value
 */
public sealed interface Analysis<R>
    permits Overlap,
        Waterfall,
        Trend,
        Lifecycle,
        Retention,
        Funnel,
        Breakdown,
        CrossTabulation,
        Distribution,
        Rfm,
        RfmTransition {

  /** Calls the method of {@code visitor} for this kind. */
  <T> T accept(Visitor<T> visitor);

  /** One method per kind. */
  interface Visitor<T> {
    T overlap(Overlap overlap);

    T waterfall(Waterfall waterfall);

    T trend(Trend trend);

    T lifecycle(Lifecycle lifecycle);

    T retention(Retention retention);

    T funnel(Funnel funnel);

    T breakdown(Breakdown breakdown);

    T crossTabulation(CrossTabulation crossTabulation);

    T distribution(Distribution<?> distribution);

    T rfm(Rfm rfm);

    T rfmTransition(RfmTransition rfmTransition);
  }
}
