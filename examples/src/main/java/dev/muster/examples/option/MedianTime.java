// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The answer to a question and how long it took.
 *
 * @param answer the same in every run
 * @param millis the median of the measured runs
 * @param leastMillis the shortest of them
 * @param greatestMillis the longest
 */
public record MedianTime(long answer, double millis, double leastMillis, double greatestMillis) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Asks {@code question} some times to warm up, and then {@code runs} times against the clock.
   *
   * @param warmUps not negative
   * @param runs at least 1
   * @throws IllegalStateException if two runs answer differently
   */
  public static MedianTime of(LongSupplier question, int warmUps, int runs) {
    long answer = question.getAsLong();
    for (int i = 1; i < warmUps; i++) {
      requireSame(answer, question.getAsLong());
    }
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      long begin = System.nanoTime();
      long again = question.getAsLong();
      nanos[i] = System.nanoTime() - begin;
      requireSame(answer, again);
    }
    Arrays.sort(nanos);
    long middle = nanos[runs / 2];
    long median = runs % 2 == 1 ? middle : (nanos[runs / 2 - 1] + middle) / 2;
    return new MedianTime(
        answer,
        median / NANOS_PER_MILLI,
        nanos[0] / NANOS_PER_MILLI,
        nanos[runs - 1] / NANOS_PER_MILLI);
  }

  private static void requireSame(long first, long again) {
    if (first != again) {
      throw new IllegalStateException(
          "the same question had two answers, first=" + first + " again=" + again);
    }
  }
}
