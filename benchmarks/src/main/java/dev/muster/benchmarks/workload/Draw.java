// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

/**
 * Random numbers that are a function of a stream and an index, so that any of them can be made
 * again alone. The mixer is the finalizer of SplitMix64.
 */
final class Draw {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final long SEED = 0x5EEDC0DE2026L;
  private static final double UNIT = 0x1.0p-53;

  private Draw() {}

  static long mix64(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** 64 bits. */
  static long bits(int stream, long index) {
    return mix64(mix64(SEED + stream * GAMMA) + (index + 1) * GAMMA);
  }

  /** A number in [0, {@code bound}). */
  static long below(int stream, long index, long bound) {
    return Long.remainderUnsigned(bits(stream, index), bound);
  }

  /** A number in [0, 1). */
  static double unit(int stream, long index) {
    return (bits(stream, index) >>> 11) * UNIT;
  }

  /** Cumulative weights of {@code count} values, the j-th with a weight of (j + 1)^-exponent. */
  static double[] zipf(int count, double exponent) {
    double[] upTo = new double[count];
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += StrictMath.pow(j + 1, -exponent);
      upTo[j] = sum;
    }
    for (int j = 0; j < count; j++) {
      upTo[j] /= sum;
    }
    upTo[count - 1] = 1.0;
    return upTo;
  }

  /** The smallest index whose cumulative weight is above {@code x}. */
  static int pick(double[] upTo, double x) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = low + high >>> 1;
      if (upTo[middle] > x) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
