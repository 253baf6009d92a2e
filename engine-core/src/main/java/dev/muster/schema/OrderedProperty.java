// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.EventFilter;

/**
 * A property that can be more or less than an attribute of its own type.
 *
 * @param <A> the class of such attributes
 */
public sealed interface OrderedProperty<A extends Attribute<?>> extends ComparableProperty<A>
    permits LongProperty, DoubleProperty, DecimalProperty, DateProperty, TimestampProperty {

  /** Less than the profile's {@code attribute}. */
  default EventFilter lessThan(A attribute) {
    return comparedWith(attribute, ComparisonOperator.LESS);
  }

  /** At most the profile's {@code attribute}. */
  default EventFilter atMost(A attribute) {
    return comparedWith(attribute, ComparisonOperator.AT_MOST);
  }

  /** More than the profile's {@code attribute}. */
  default EventFilter moreThan(A attribute) {
    return comparedWith(attribute, ComparisonOperator.MORE);
  }

  /** At least the profile's {@code attribute}. */
  default EventFilter atLeast(A attribute) {
    return comparedWith(attribute, ComparisonOperator.AT_LEAST);
  }
}
