// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

/**
 * Random numbers that are pure functions of (seed, stream, index): any of them can be computed
 * alone and in any order, and the same seed gives the same shop on every machine.
 *
 * <p>A stream is one kind of decision, the index says for whom it is made.
 */
final class Draws {

  /** 2^64 divided by the golden ratio: consecutive indexes land far apart before mixing. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long base;

  Draws(long seed, int stream) {
    this.base = mix(seed + stream * GAMMA);
  }

  /** 64 random bits for {@code index}. */
  long bits(long index) {
    return mix(base + (index + 1) * GAMMA);
  }

  /** A fraction in [0, 1) for {@code index}. */
  double fraction(long index) {
    return (bits(index) >>> 11) * 0x1.0p-53;
  }

  /** An integer in [0, bound) for {@code index}. */
  int below(int bound, long index) {
    return (int) (fraction(index) * bound);
  }

  /** The finalizer of SplitMix64: every input bit changes half of the output bits. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
