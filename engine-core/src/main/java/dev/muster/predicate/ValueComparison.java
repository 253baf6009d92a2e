// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;

/**
 * Something that has a value or misses it, and the comparisons that its type allows.
 *
 * <p>A comparison that the type forbids is not there, so it does not compile. Subclasses add what
 * their type allows; attributes, event properties and event measures are such subjects.
 *
 * @param <V> the class of its values
 * @param <P> what a comparison makes: a {@link Predicate} or an {@link EventFilter}
 */
public abstract class ValueComparison<V, P> {

  /** The type of the values. */
  public abstract ValueType type();

  /** This subject put to {@code test}. */
  public abstract P test(ValueTest test);

  /** There is a value; an empty text and an empty set are values. */
  public P exists() {
    return test(new ValueTest.Exists());
  }

  /** There is no value. */
  public P missing() {
    return test(new ValueTest.Missing());
  }

  /** The canonical form of a literal; refuses NaN, broken text and what does not fit the type. */
  protected Object literal(V value) {
    return ValueRules.canonical(type(), value);
  }
}
