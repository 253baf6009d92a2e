// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A sum that does not depend on the order in which it was added up: nothing is rounded before its
 * value is asked for. Confined to one thread.
 */
sealed interface ExactTotal permits DecimalTotal, DoubleTotal {

  /** Adds the value of 128 bits, in the form of the quantity. */
  void add(long high, long low);

  /** The sum: a BigDecimal, exact, or the Double nearest to it. */
  Number value();

  /** The sum by {@code count}, which is positive: to 34 digits, or as doubles are divided. */
  default Number mean(long count) {
    Number sum = value();
    return sum instanceof BigDecimal exact
        ? (Number) exact.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
        : (Number) (sum.doubleValue() / count);
  }
}
