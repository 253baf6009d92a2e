// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/** A subject whose values have an order. All tests are false on a missing value. */
public abstract class OrderedComparison<V, P> extends EqualityComparison<V, P> {

  /** {@code value < bound}. */
  public P lessThan(V bound) {
    return test(new ValueTest.Range(null, false, literal(bound), false));
  }

  /** {@code value <= bound}. */
  public P atMost(V bound) {
    return test(new ValueTest.Range(null, false, literal(bound), true));
  }

  /** {@code value > bound}. */
  public P moreThan(V bound) {
    return test(new ValueTest.Range(literal(bound), false, null, false));
  }

  /** {@code value >= bound}. */
  public P atLeast(V bound) {
    return test(new ValueTest.Range(literal(bound), true, null, false));
  }

  /** {@code low <= value <= high}; never, if the bounds cross. */
  public P between(V low, V high) {
    return test(new ValueTest.Range(literal(low), true, literal(high), true));
  }
}
