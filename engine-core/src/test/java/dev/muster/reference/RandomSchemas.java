// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas of 1 to 8 attributes and 1 to 4 event types with 0 to 5 properties, of all types. Some
 * names hold blanks, quotes or letters beyond ASCII, and attributes share names with properties. So
 * do event types with each other; the type is then mostly the same. The changes of some attributes
 * are tracked.
 */
final class RandomSchemas {

  private static final List<Integer> SCALES = List.of(2, 0, 9, 18);

  private final RandomChoice choice;

  RandomSchemas(RandomChoice choice) {
    this.choice = choice;
  }

  Schema schema() {
    Schema.Builder builder = Schema.builder();
    for (int i = choice.between(1, 8); i > 0; i--) {
      define(builder, attribute(i));
    }
    List<EventType> eventTypes = new ArrayList<>();
    for (int i = choice.between(1, 4); i > 0; i--) {
      eventTypes.add(eventType(i, eventTypes));
    }
    builder.eventTypes(eventTypes.toArray(EventType[]::new));
    return builder.build();
  }

  /** Everything that is in {@code schema}, and at least one definition more. */
  Schema growth(Schema schema) {
    Schema.Builder builder = schema.toBuilder();
    int attributes = schema.attributes().size();
    define(builder, attribute(attributes + 1));
    if (choice.chance(50)) {
      builder.eventTypes(eventType(schema.eventTypes().size() + 1, schema.eventTypes()));
    }
    if (choice.chance(50)) {
      EventType type = choice.of(schema.eventTypes());
      builder.properties(type.name(), property(type.properties().size() + 1, schema.eventTypes()));
    }
    return builder.build();
  }

  private void define(Schema.Builder builder, Attribute<?> attribute) {
    builder.attributes(attribute);
    if (choice.chance(40)) {
      builder.trackingChanges(attribute);
    }
  }

  private Attribute<?> attribute(int number) {
    return Attribute.of(name("field", number), type());
  }

  private Property<?> property(int number, List<EventType> others) {
    String name = name("field", number);
    for (EventType other : others) {
      Property<?> shared = other.property(name);
      if (shared != null && choice.chance(75)) {
        return shared;
      }
    }
    return Property.of(name, type());
  }

  private EventType eventType(int number, List<EventType> others) {
    List<Property<?>> properties = new ArrayList<>();
    for (int i = choice.below(6); i > 0; i--) {
      properties.add(property(i, others));
    }
    return EventType.of(name("event", number), properties);
  }

  private static String name(String word, int number) {
    return number % 4 == 3 ? word + " ’№' " + number : word + number;
  }

  private ValueType type() {
    ValueType.Kind kind = choice.of(List.of(ValueType.Kind.values()));
    return kind == ValueType.Kind.DECIMAL
        ? ValueType.decimal(choice.skewed(SCALES))
        : new ValueType(kind, 0);
  }
}
