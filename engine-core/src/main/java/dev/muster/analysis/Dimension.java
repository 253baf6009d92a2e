// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventSelection;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventSource;
import dev.muster.schema.Property;
import dev.muster.value.ValueType;

/** What is told apart when an audience is broken down: the values of an attribute or a property. */
public sealed interface Dimension {

  /** The type of its values. */
  ValueType type();

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** The values that profiles have of {@code attribute}. */
  static OfAttribute of(Attribute<?> attribute) {
    return new OfAttribute(attribute.name(), attribute.type());
  }

  /** The values that {@code events} have of {@code property}. */
  static OfEvents of(EventSource events, Property<?> property) {
    return new OfEvents(events.selection(), property.name(), property.type());
  }

  /** The values that profiles have of an attribute; of a set, its members. */
  record OfAttribute(String attribute, ValueType type) implements Dimension {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofAttribute(this);
    }
  }

  /** The values that the selected events have of a property; of a set, its members. */
  record OfEvents(EventSelection events, String property, ValueType type) implements Dimension {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofEvents(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R ofAttribute(OfAttribute dimension);

    R ofEvents(OfEvents dimension);
  }
}
