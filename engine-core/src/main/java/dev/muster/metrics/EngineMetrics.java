// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * Takes what an engine measures: the door to whatever metrics library an application has.
 *
 * <p>Called by threads of the engine, often several at once, in the midst of their work: an
 * implementation should only add to a counter or a histogram. What it throws is ignored.
 */
@FunctionalInterface
public interface EngineMetrics {

  /** Takes nothing. */
  EngineMetrics NONE = (measure, value) -> {};

  /**
   * Something was measured.
   *
   * @param value in {@link Measure#unit()}; not negative
   */
  void record(Measure measure, long value);

  /** The same, from which nothing is ever thrown. */
  static EngineMetrics guarded(EngineMetrics metrics) {
    return (measure, value) -> {
      try {
        metrics.record(measure, value);
      } catch (RuntimeException e) {
        // Figures are not worth an epoch.
        return;
      }
    };
  }
}
