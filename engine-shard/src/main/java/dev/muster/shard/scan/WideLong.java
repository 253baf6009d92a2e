// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import java.math.BigInteger;

/** Integers of 128 bits as two longs: the upper half, with the sign, and the lower half. */
public final class WideLong {

  private WideLong() {}

  /** Order of two of them. */
  public static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }

  /** Whether the lower half alone says it all. */
  public static boolean isNarrow(long high, long low) {
    return high == low >> 63;
  }

  /** The integer. */
  public static BigInteger toBigInteger(long high, long low) {
    return isNarrow(high, low)
        ? BigInteger.valueOf(low)
        : BigInteger.valueOf(high)
            .shiftLeft(32)
            .add(BigInteger.valueOf(low >>> 32))
            .shiftLeft(32)
            .add(BigInteger.valueOf(low & 0xFFFF_FFFFL));
  }

  /** The upper half of {@code number}, which must fit. */
  public static long high(BigInteger number) {
    return number.shiftRight(64).longValueExact();
  }

  /** The lower half of {@code number}. */
  public static long low(BigInteger number) {
    return number.longValue();
  }
}
