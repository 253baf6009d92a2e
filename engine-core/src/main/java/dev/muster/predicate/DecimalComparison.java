// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.InvalidValueException;
import java.math.BigDecimal;

/**
 * A subject that is compared with decimal literals, exactly and whatever their scale: {@code amount
 * > 0.005} of an amount in cents means at least one cent.
 */
public abstract class DecimalComparison<P> extends OrderedComparison<BigDecimal, P> {

  /**
   * More digits than any 64-bit value or sum has; keeps literals from being written out for ever.
   */
  private static final int LITERAL_DIGITS_MAX = 100;

  /**
   * Keeps the literal's own scale, without trailing zeros, so that equal literals are equal tests.
   */
  @Override
  protected Object literal(BigDecimal value) {
    requireDigits(value);
    return stripped(value);
  }

  /** {@code value} without zeros after the point; as it is if it has too many digits to write. */
  static BigDecimal stripped(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 && stripped.scale() >= -LITERAL_DIGITS_MAX
        ? stripped.setScale(0)
        : stripped;
  }

  /** Refuses a literal with more than {@link #LITERAL_DIGITS_MAX} digits on either side. */
  static void requireDigits(BigDecimal value) {
    if (Math.abs((long) value.precision() - value.scale()) > LITERAL_DIGITS_MAX
        || value.scale() > LITERAL_DIGITS_MAX) {
      throw new InvalidValueException(
          InvalidValueException.Rule.OUT_OF_RANGE,
          "a decimal literal may have at most "
              + LITERAL_DIGITS_MAX
              + " digits on either side of the point, precision="
              + value.precision()
              + " scale="
              + value.scale());
    }
  }

  /** The value equals {@code value}. */
  public P is(long value) {
    return is(BigDecimal.valueOf(value));
  }

  /** There is a value and it does not equal {@code value}. */
  public P isNot(long value) {
    return isNot(BigDecimal.valueOf(value));
  }

  /** {@code value < bound}. */
  public P lessThan(long bound) {
    return lessThan(BigDecimal.valueOf(bound));
  }

  /** {@code value <= bound}. */
  public P atMost(long bound) {
    return atMost(BigDecimal.valueOf(bound));
  }

  /** {@code value > bound}. */
  public P moreThan(long bound) {
    return moreThan(BigDecimal.valueOf(bound));
  }

  /** {@code value >= bound}. */
  public P atLeast(long bound) {
    return atLeast(BigDecimal.valueOf(bound));
  }

  /** {@code low <= value <= high}; never, if the bounds cross. */
  public P between(long low, long high) {
    return between(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
  }
}
