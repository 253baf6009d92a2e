// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;

/** A subject of type BOOLEAN. */
public abstract class BooleanComparison<P> extends EqualityComparison<Boolean, P> {

  @Override
  public ValueType type() {
    return ValueType.BOOLEAN;
  }

  /** The value is true. */
  public P isTrue() {
    return is(true);
  }

  /** The value is false; a missing value is neither. */
  public P isFalse() {
    return is(false);
  }
}
