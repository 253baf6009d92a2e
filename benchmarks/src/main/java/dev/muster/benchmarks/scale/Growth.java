// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import dev.muster.benchmarks.workload.Question;
import java.util.List;

/** By which power of the size a time grows: 0 if it stays the same, 1 if it grows in proportion. */
final class Growth {

  private Growth() {}

  /**
   * The slope of the line that lies closest to the medians of {@code question}, both axes
   * logarithmic; not a number with fewer than two sizes.
   */
  static double exponent(List<Measured> sizes, Question question) {
    double meanX = 0;
    double meanY = 0;
    for (Measured size : sizes) {
      meanX += Math.log(size.profiles()) / sizes.size();
      meanY += Math.log(size.micros(question).median()) / sizes.size();
    }
    double products = 0;
    double squares = 0;
    for (Measured size : sizes) {
      double x = Math.log(size.profiles()) - meanX;
      products += x * (Math.log(size.micros(question).median()) - meanY);
      squares += x * x;
    }
    return sizes.size() < 2 ? Double.NaN : products / squares;
  }
}
