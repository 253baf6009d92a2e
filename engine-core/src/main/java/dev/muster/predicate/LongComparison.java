// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;

/** A subject of type LONG. */
public abstract class LongComparison<P> extends OrderedComparison<Long, P> {

  @Override
  public ValueType type() {
    return ValueType.LONG;
  }

  /** The value equals {@code value}. */
  public P is(long value) {
    return is(Long.valueOf(value));
  }

  /** There is a value and it does not equal {@code value}. */
  public P isNot(long value) {
    return isNot(Long.valueOf(value));
  }

  /** {@code value < bound}. */
  public P lessThan(long bound) {
    return lessThan(Long.valueOf(bound));
  }

  /** {@code value <= bound}. */
  public P atMost(long bound) {
    return atMost(Long.valueOf(bound));
  }

  /** {@code value > bound}. */
  public P moreThan(long bound) {
    return moreThan(Long.valueOf(bound));
  }

  /** {@code value >= bound}. */
  public P atLeast(long bound) {
    return atLeast(Long.valueOf(bound));
  }

  /** {@code low <= value <= high}; never, if the bounds cross. */
  public P between(long low, long high) {
    return between(Long.valueOf(low), Long.valueOf(high));
  }
}
