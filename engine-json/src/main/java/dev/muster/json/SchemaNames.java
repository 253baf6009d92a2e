// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.NearestName;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Looks names up in a schema. */
final class SchemaNames {

  private final JsonSource source;
  private final LiteralReader literals;
  private final Schema schema;

  SchemaNames(JsonSource source, LiteralReader literals, Schema schema) {
    this.source = source;
    this.literals = literals;
    this.schema = schema;
  }

  Attribute<?> attribute(JsonValue value) {
    String name = literals.text(value, "the name of an attribute");
    Attribute<?> attribute = schema.findAttribute(name);
    if (attribute == null) {
      List<String> known = new ArrayList<>();
      schema.attributes().forEach(a -> known.add(a.name()));
      throw source.unknown(value, "an attribute", NearestName.of(name, known));
    }
    return attribute;
  }

  EventType eventType(JsonValue value) {
    String name = literals.text(value, "the name of an event type");
    EventType type = schema.findEventType(name);
    if (type == null) {
      List<String> known = new ArrayList<>();
      schema.eventTypes().forEach(t -> known.add(t.name()));
      throw source.unknown(value, "an event type", NearestName.of(name, known));
    }
    return type;
  }

  /** A property of an event type that has been looked up before. */
  Property<?> property(JsonValue value, String eventType) {
    return property(value, schema.eventType(eventType));
  }

  Property<?> property(JsonValue value, EventType type) {
    String what = "a property of '" + type.name() + "'";
    String name = literals.text(value, "the name of " + what);
    Property<?> property = type.property(name);
    if (property == null) {
      List<String> known = new ArrayList<>();
      type.properties().forEach(p -> known.add(p.name()));
      throw source.unknown(value, what, NearestName.of(name, known));
    }
    return property;
  }
}
