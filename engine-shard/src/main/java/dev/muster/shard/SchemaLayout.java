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
 * values are looked up. An attribute whose changes are tracked has a second column, which the
 * schema does not know: the instant at which each value was changed.
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
   * @param changes the column of the instants at which its values were changed, or {@link
   *     #UNTRACKED}
   */
  public record Field(
      String name, int index, ValueType type, @Nullable Dictionary dictionary, int changes) {

    /** There is no column of changes. */
    public static final int UNTRACKED = -1;

    private static Field of(String name, int index, ValueType type, int changes) {
      Dictionary dictionary = ValueCode.isDictionary(type) ? Dictionary.of(type) : null;
      return new Field(name, index, type, dictionary, changes);
    }

    /** Whether there is a column of changes. */
    public boolean isTracked() {
      return changes != UNTRACKED;
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
  private final List<Field> columns = new ArrayList<>();
  private final List<Field> attributes = new ArrayList<>();
  private final Map<String, Field> attributesByName = new HashMap<>();
  private final List<EventFields> eventTypes = new ArrayList<>();
  private final Map<String, EventFields> eventTypesByName = new HashMap<>();

  private SchemaLayout(Schema schema, @Nullable SchemaLayout earlier) {
    this.schema = schema;
    if (earlier != null) {
      columns.addAll(earlier.columns);
      earlier.attributes.forEach(this::addAttribute);
    }
    for (Attribute<?> attribute : schema.attributes()) {
      if (!attributesByName.containsKey(attribute.name())) {
        addColumns(attribute);
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

  /** The column of {@code attribute}, and behind it that of its changes if they are tracked. */
  private void addColumns(Attribute<?> attribute) {
    String name = attribute.name();
    int index = columns.size();
    boolean tracked = schema.tracksChanges(name);
    Field field = Field.of(name, index, attribute.type(), tracked ? index + 1 : Field.UNTRACKED);
    columns.add(field);
    addAttribute(field);
    if (tracked) {
      columns.add(Field.of("changes of " + name, index + 1, ValueType.TIMESTAMP, Field.UNTRACKED));
    }
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
        Field field =
            Field.of(property.name(), properties.size(), property.type(), Field.UNTRACKED);
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

  /** What each column holds: an attribute, or the instants at which the one before changed. */
  public List<Field> columns() {
    return columns;
  }

  /** All attributes, in the order of their columns. */
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

  /** All dictionaries: those of attributes by column, then those of properties by event type. */
  public List<Dictionary> dictionaries() {
    List<Dictionary> dictionaries = new ArrayList<>();
    attributes.forEach(attribute -> addDictionary(attribute, dictionaries));
    for (EventFields type : eventTypes) {
      type.properties().forEach(property -> addDictionary(property, dictionaries));
    }
    return dictionaries;
  }

  private static void addDictionary(Field field, List<Dictionary> dictionaries) {
    if (field.dictionary() != null) {
      dictionaries.add(field.dictionary());
    }
  }

  /**
   * The schema with everything in the order of its numbers: {@link #of} gives it the same numbers,
   * which need not be so for {@link #schema}, whose order is its author's.
   */
  public Schema schemaByNumber() {
    Schema.Builder builder = Schema.builder();
    for (Field field : attributes) {
      Attribute<?> attribute = schema.attribute(field.name());
      builder.attributes(attribute);
      if (field.isTracked()) {
        builder.trackingChanges(attribute);
      }
    }
    for (EventFields type : eventTypes) {
      List<Property<?>> properties = new ArrayList<>();
      type.properties()
          .forEach(field -> properties.add(schema.property(type.name(), field.name())));
      builder.eventTypes(EventType.of(type.name(), properties));
    }
    return builder.build();
  }

  /** Heap bytes of all dictionaries, approximately. */
  public long dictionaryBytes() {
    return dictionaries().stream().mapToLong(Dictionary::sizeBytes).sum();
  }
}
