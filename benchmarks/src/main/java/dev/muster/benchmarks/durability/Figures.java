// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import java.util.List;

/** Medians and the like. */
final class Figures {

  private Figures() {}

  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /** The value that {@code part} of all are not above; NaN without values. */
  static double quantile(List<Double> values, double part) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(part * (sorted.size() - 1)));
  }
}
