// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A subject with one value that can equal another. All tests are false on a missing value. */
public abstract class EqualityComparison<V, P> extends ValueComparison<V, P> {

  /** The value equals {@code value}. */
  public P is(V value) {
    return test(new ValueTest.In(Set.of(literal(value))));
  }

  /** There is a value and it does not equal {@code value}. */
  public P isNot(V value) {
    return test(new ValueTest.NotIn(Set.of(literal(value))));
  }

  /** The value is one of {@code values}; never, if there are none. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final P in(V... values) {
    return in(List.of(values));
  }

  /** The value is one of {@code values}; never, if there are none. */
  public P in(Collection<? extends V> values) {
    return test(new ValueTest.In(literals(values)));
  }

  /** There is a value and it is none of {@code values}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final P notIn(V... values) {
    return notIn(List.of(values));
  }

  /** There is a value and it is none of {@code values}. */
  public P notIn(Collection<? extends V> values) {
    return test(new ValueTest.NotIn(literals(values)));
  }

  private Set<Object> literals(Collection<? extends V> values) {
    Set<Object> literals = new LinkedHashSet<>();
    values.forEach(value -> literals.add(literal(value)));
    return literals;
  }
}
