// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.WideLong;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal literal that quotients of exact sums are compared with: {@code numerator / 10^n}, in
 * units of the last digit of the property. The quotient is never computed, so nothing is rounded.
 * Immutable.
 */
final class ExactLiteral {

  /**
   * Literals with more digits before the point than this are beyond every sum, those with more
   * zeros behind it nearer to 0 than every average: a sum has at most 2^31 terms of 64 bits. Both
   * are taken for a number of this size, since 1E+999999999 must not be written out.
   */
  private static final int DIGITS_MAX = 31;

  private final BigInteger numerator;
  private final BigInteger denominator;

  /** Whether the two fit in 64 bits, so that the usual comparison does without objects. */
  private final boolean isNarrow;

  private final long narrowNumerator;
  private final long narrowDenominator;

  private ExactLiteral(BigDecimal scaled) {
    this.numerator = scaled.scale() <= 0 ? scaled.toBigIntegerExact() : scaled.unscaledValue();
    this.denominator = BigInteger.TEN.pow(Math.max(0, scaled.scale()));
    this.isNarrow = numerator.bitLength() < Long.SIZE && denominator.bitLength() < Long.SIZE;
    this.narrowNumerator = numerator.longValue();
    this.narrowDenominator = denominator.longValue();
  }

  /** {@code literal}, for sums of a property with {@code scale} digits after the point. */
  static ExactLiteral of(BigDecimal literal, int scale) {
    int sign = literal.signum();
    long digits = (long) literal.precision() - literal.scale() + scale;
    if (sign == 0) {
      return new ExactLiteral(BigDecimal.ZERO);
    }
    if (Math.abs(digits) > DIGITS_MAX) {
      return new ExactLiteral(
          BigDecimal.valueOf(sign).scaleByPowerOfTen(digits > 0 ? DIGITS_MAX : -DIGITS_MAX));
    }
    return new ExactLiteral(literal.stripTrailingZeros().scaleByPowerOfTen(scale));
  }

  /**
   * Sign of {@code sum / count - literal}.
   *
   * @param high the upper 64 bits of the sum
   * @param low the lower 64 bits of the sum
   * @param count positive
   */
  int compareQuotient(long high, long low, long count) {
    if (isNarrow && WideLong.isNarrow(high, low)) {
      int upper =
          Long.compare(
              Math.multiplyHigh(low, narrowDenominator), Math.multiplyHigh(narrowNumerator, count));
      return upper != 0
          ? upper
          : Long.compareUnsigned(low * narrowDenominator, narrowNumerator * count);
    }
    BigInteger sum = WideLong.toBigInteger(high, low);
    return sum.multiply(denominator).compareTo(numerator.multiply(BigInteger.valueOf(count)));
  }
}
