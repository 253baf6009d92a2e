// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.shard.scan.WideLong;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A sum of integers of 128 bits, kept in 192: room for more of them than there can be rows. */
final class DecimalTotal implements ExactTotal {

  private final int scale;
  private long low;
  private long middle;
  private long high;

  /** A sum of nothing, in units of the digit {@code scale} after the point. */
  DecimalTotal(int scale) {
    this.scale = scale;
  }

  @Override
  public void add(long addedHigh, long addedLow) {
    long newLow = low + addedLow;
    long carry = Long.compareUnsigned(newLow, addedLow) < 0 ? 1 : 0;
    low = newLow;
    long partial = middle + addedHigh;
    long newMiddle = partial + carry;
    // Both additions may wrap, the second one only if the first left all ones.
    high +=
        (addedHigh >> 63)
            + (Long.compareUnsigned(partial, addedHigh) < 0 ? 1 : 0)
            + (Long.compareUnsigned(newMiddle, carry) < 0 ? 1 : 0);
    middle = newMiddle;
  }

  @Override
  public Number value() {
    BigInteger upper = WideLong.toBigInteger(high, middle);
    BigInteger lower = WideLong.toBigInteger(0, low);
    return new BigDecimal(upper.shiftLeft(64).add(lower), scale);
  }
}
