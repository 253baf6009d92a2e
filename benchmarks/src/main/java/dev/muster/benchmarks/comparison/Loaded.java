// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.util.List;

/**
 * What it took to load a contestant.
 *
 * @param steps one after the other
 * @param sizes what it holds, in its own figures
 */
public record Loaded(List<Step> steps, List<Size> sizes) {

  /** Copies. */
  public Loaded {
    steps = List.copyOf(steps);
    sizes = List.copyOf(sizes);
  }

  /**
   * A part of the loading.
   *
   * @param what the part
   * @param count profiles or events
   * @param seconds how long it took
   */
  public record Step(String what, long count, double seconds) {

    /** The step that began at {@code beginNanos} and ends now. */
    public static Step since(long beginNanos, String what, long count) {
      return new Step(what, count, (System.nanoTime() - beginNanos) / 1e9);
    }
  }

  /**
   * A part of what it holds.
   *
   * @param what the part, and who says so
   * @param bytes how many
   */
  public record Size(String what, long bytes) {}
}
