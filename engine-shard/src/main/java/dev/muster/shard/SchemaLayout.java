// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema with its numbers: which column an attribute has, which place a property, and where their
 * values are looked up.
 *
 * <p>Numbers follow the order in which things were first defined and never change: a larger layout
 * continues a smaller one and shares its dictionaries. Immutable but for the dictionaries' content.
 */
public final class SchemaLayout {

  /**
   * An attribute or a property.
   *
   * @param name its name
   * @param index its column or place
   * @param type its type
   * @param dictionary where its codes are looked up, or null if its type needs none
   */
  public record Field(String name, int index, ValueType type, @Nullable Dictionary dictionary) {

    private static Field of(String name, int index, ValueType type) {
      return new Field(
          name, index, type, ValueCode.isDictionary(type) ? Dictionary.of(type) : null);
    }

    /** The canonical value of {@code code}. */
    public Object decode(long code) {
      return dictionary == null
          ? ValueCode.decode(type, code)
          : dictionary.value(Math.toIntExact(code));
    }
  }

  /**
   * An event type.
   *
   * @param name its name
   * @param index its number
   * @param properties its properties by place
   * @param byName the same by name
   */
  public record EventFields(
      String name, int index, List<Field> properties, Map<String, Field> byName) {}

  private final Schema schema;
  private final List<Field> attributes = new ArrayList<>();
  private final Map<String, Field> attributesByName = new HashMap<>();
  private final List<EventFields> eventTypes = new ArrayList<>();
  private final Map<String, EventFields> eventTypesByName = new HashMap<>();

  private SchemaLayout(Schema schema, @Nullable SchemaLayout earlier) {
    this.schema = schema;
    if (earlier != null) {
      earlier.attributes.forEach(this::addAttribute);
    }
    for (Attribute<?> attribute : schema.attributes()) {
      if (!attributesByName.containsKey(attribute.name())) {
        addAttribute(Field.of(attribute.name(), attributes.size(), attribute.type()));
      }
    }
    if (earlier != null) {
      earlier.eventTypes.forEach(type -> addEventType(schema.eventType(type.name()), type));
    }
    for (EventType type : schema.eventTypes()) {
      if (!eventTypesByName.containsKey(type.name())) {
        addEventType(type, null);
      }
    }
  }

  /** The layout of a first schema. */
  public static SchemaLayout of(Schema schema) {
    return new SchemaLayout(schema, null);
  }

  /** The layout of a schema that this one has grown into. */
  public SchemaLayout grownInto(Schema larger) {
    schema.requireGrowsInto(larger);
    return new SchemaLayout(larger, this);
  }

  private void addAttribute(Field field) {
    attributes.add(field);
    attributesByName.put(field.name(), field);
  }

  private void addEventType(EventType type, @Nullable EventFields earlier) {
    List<Field> properties = new ArrayList<>(earlier == null ? List.of() : earlier.properties());
    Map<String, Field> byName = new HashMap<>();
    properties.forEach(property -> byName.put(property.name(), property));
    for (Property<?> property : type.properties()) {
      if (!byName.containsKey(property.name())) {
        Field field = Field.of(property.name(), properties.size(), property.type());
        properties.add(field);
        byName.put(field.name(), field);
      }
    }
    EventFields fields =
        new EventFields(
            type.name(), eventTypes.size(), List.copyOf(properties), Map.copyOf(byName));
    eventTypes.add(fields);
    eventTypesByName.put(type.name(), fields);
  }

  /** The schema itself. */
  public Schema schema() {
    return schema;
  }

  /** All attributes by column. */
  public List<Field> attributes() {
    return attributes;
  }

  /** The attribute called {@code name}, or null. */
  public @Nullable Field attribute(String name) {
    return attributesByName.get(name);
  }

  /** All event types by number. */
  public List<EventFields> eventTypes() {
    return eventTypes;
  }

  /** The event type called {@code name}, or null. */
  public @Nullable EventFields eventType(String name) {
    return eventTypesByName.get(name);
  }

  /** Heap bytes of all dictionaries, approximately. */
  public long dictionaryBytes() {
    long bytes = 0;
    for (Field attribute : attributes) {
      bytes += attribute.dictionary() == null ? 0 : attribute.dictionary().sizeBytes();
    }
    for (EventFields type : eventTypes) {
      for (Field property : type.properties()) {
        bytes += property.dictionary() == null ? 0 : property.dictionary().sizeBytes();
      }
    }
    return bytes;
  }
}
