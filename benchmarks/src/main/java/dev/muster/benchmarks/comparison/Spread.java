// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How samples lie.
 *
 * @param median the middle one
 * @param least the least one
 * @param lowerQuarter a quarter is below
 * @param upperQuarter a quarter is above
 * @param count how many there are
 */
public record Spread(
    double median, double least, double lowerQuarter, double upperQuarter, int count)
    implements Serializable {

  /** Of at least one sample. */
  public static Spread of(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    return new Spread(
        sorted[count / 2], sorted[0], sorted[count / 4], sorted[count * 3 / 4], count);
  }
}
