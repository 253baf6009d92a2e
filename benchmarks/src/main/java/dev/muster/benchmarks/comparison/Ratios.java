// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How many times as long one takes as another, by question.
 *
 * @param title of the column
 * @param values in the order of the questions
 */
record Ratios(String title, double[] values) {

  /** {@code upper} by {@code lower}, both in the same unit. */
  static Ratios of(
      String title, ToDoubleFunction<Question> upper, ToDoubleFunction<Question> lower) {
    return new Ratios(
        title,
        Arrays.stream(Question.values())
            .mapToDouble(question -> upper.applyAsDouble(question) / lower.applyAsDouble(question))
            .toArray());
  }

  double geometricMean() {
    return Math.exp(Arrays.stream(values).map(Math::log).average().orElse(Double.NaN));
  }

  double least() {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  double greatest() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  /** With at least one digit that counts, and no more than are needed to compare. */
  static String format(double ratio) {
    int digits = ratio < 0.1 ? 4 : ratio < 10 ? 2 : ratio < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + digits + "f", ratio);
  }
}
