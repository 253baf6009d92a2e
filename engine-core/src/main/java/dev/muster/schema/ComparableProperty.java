// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.EventFilter;
import dev.muster.value.ValueType;

/**
 * A property that can be compared with an attribute of its own type: with what the profile of the
 * event has when the filter is evaluated, not when the event happened.
 *
 * <p>All comparisons are false if the event lacks the property or the profile the attribute.
 *
 * @param <A> the class of such attributes
 */
public sealed interface ComparableProperty<A extends Attribute<?>>
    permits OrderedProperty, BooleanProperty, StringProperty, GeoPointProperty, VersionProperty {

  /** The name of the property. */
  String name();

  /** The type of the property. */
  ValueType type();

  /** The value equals the profile's {@code attribute}. */
  default EventFilter is(A attribute) {
    return comparedWith(attribute, ComparisonOperator.EQUAL);
  }

  /** Both have a value, and the two are not equal. */
  default EventFilter isNot(A attribute) {
    return comparedWith(attribute, ComparisonOperator.NOT_EQUAL);
  }

  /**
   * The value stands in this relation to the profile's {@code attribute}.
   *
   * @throws IllegalArgumentException if the two are of different types, such as decimals of
   *     different scales, or {@code operator} asks for an order that values of the type do not have
   */
  default EventFilter comparedWith(A attribute, ComparisonOperator operator) {
    if (!attribute.type().equals(type())) {
      throw new IllegalArgumentException(
          "a property is compared with an attribute of its own type, property="
              + name()
              + " "
              + type()
              + " attribute="
              + attribute.name()
              + " "
              + attribute.type());
    }
    return new EventFilter.AttributeComparison(name(), type(), operator, attribute.name());
  }
}
