// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;

/** A subject of type DOUBLE. Literals must be finite. */
public abstract class DoubleComparison<P> extends OrderedComparison<Double, P> {

  @Override
  public ValueType type() {
    return ValueType.DOUBLE;
  }

  /** The value equals {@code value}. */
  public P is(double value) {
    return is(Double.valueOf(value));
  }

  /** There is a value and it does not equal {@code value}. */
  public P isNot(double value) {
    return isNot(Double.valueOf(value));
  }

  /** {@code value < bound}. */
  public P lessThan(double bound) {
    return lessThan(Double.valueOf(bound));
  }

  /** {@code value <= bound}. */
  public P atMost(double bound) {
    return atMost(Double.valueOf(bound));
  }

  /** {@code value > bound}. */
  public P moreThan(double bound) {
    return moreThan(Double.valueOf(bound));
  }

  /** {@code value >= bound}. */
  public P atLeast(double bound) {
    return atLeast(Double.valueOf(bound));
  }

  /** {@code low <= value <= high}; never, if the bounds cross. */
  public P between(double low, double high) {
    return between(Double.valueOf(low), Double.valueOf(high));
  }
}
