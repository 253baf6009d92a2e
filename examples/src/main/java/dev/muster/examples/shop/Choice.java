// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

/**
 * A choice among a few options, some more likely than others. Immutable.
 *
 * <p>Options are looked up in a table of 256 starting points, so that a choice costs a step or two
 * whatever the number of options.
 */
final class Choice {

  private static final int STARTS = 256;

  private final double[] upperBounds;
  private final int[] starts = new int[STARTS];

  private Choice(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    upperBounds = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      upperBounds[i] = sum / total;
    }
    // Whatever the rounding, the last option ends where the fractions end.
    upperBounds[weights.length - 1] = 1.0;
    for (int start = 0, option = 0; start < STARTS; start++) {
      while (upperBounds[option] <= (double) start / STARTS) {
        option++;
      }
      starts[start] = option;
    }
  }

  /** Options with these weights, which need not add up to anything. */
  static Choice weighted(double... weights) {
    return new Choice(weights);
  }

  /** {@code options} options, the k-th with a weight of k to the power of {@code -exponent}. */
  static Choice zipf(int options, double exponent) {
    double[] weights = new double[options];
    for (int i = 0; i < options; i++) {
      weights[i] = StrictMath.pow(i + 1, -exponent);
    }
    return new Choice(weights);
  }

  /** The option at {@code fraction} of the way, in [0, 1). */
  int at(double fraction) {
    int option = starts[(int) (fraction * STARTS)];
    while (upperBounds[option] <= fraction) {
      option++;
    }
    return option;
  }
}
