// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.SegmentationEngine;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.mapping.ValueMapping;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a mapping and the schema of an engine together: finds the types that the mapping leaves to
 * the schema, and adds to the schema what it lacks. Confined to one thread.
 */
final class SchemaFit {

  /** More types than this in one field is a field of something else. */
  static final int EVENT_TYPES_MAX = 1_000;

  private final SegmentationEngine engine;
  private final Mapping mapping;

  /** Event types that have been met. */
  private final Set<String> met = new LinkedHashSet<>();

  /**
   * Fits {@code mapping} to the schema as it is; changes nothing.
   *
   * @throws LoadException if they do not fit
   */
  SchemaFit(SegmentationEngine engine, Mapping mapping) {
    this.engine = engine;
    try {
      Schema schema = engine.schema();
      this.mapping =
          mapping instanceof EventMapping events
              ? typed(events, schema)
              : typed((ProfileMapping) mapping, schema);
      // Finds names and numbers that no schema takes.
      if (this.mapping instanceof EventMapping events) {
        with(schema, events, events.fixedType() == null ? "any" : events.fixedType());
      } else {
        with(schema, (ProfileMapping) this.mapping);
      }
    } catch (IllegalArgumentException e) {
      throw new LoadException(Kind.UNFIT_SCHEMA, String.valueOf(e.getMessage()), null, e);
    }
  }

  /** The mapping with all its types. */
  Mapping mapping() {
    return mapping;
  }

  /** Adds to the schema what every record may need. */
  void grow() {
    if (mapping instanceof ProfileMapping profiles) {
      grow(schema -> with(schema, profiles));
    } else if (mapping instanceof EventMapping events && events.fixedType() != null) {
      grow(schema -> with(schema, events, Objects.requireNonNull(events.fixedType())));
    }
  }

  /**
   * Adds an event type that has turned up, if it is a new one.
   *
   * @return false if there are too many by now, and nothing has been added
   */
  boolean meet(String eventType) {
    EventMapping events = (EventMapping) mapping;
    if (events.fixedType() != null || met.contains(eventType)) {
      return true;
    }
    if (met.size() == EVENT_TYPES_MAX) {
      return false;
    }
    grow(schema -> with(schema, events, eventType));
    met.add(eventType);
    return true;
  }

  private interface Growth {
    Schema of(Schema schema);
  }

  private void grow(Growth growth) {
    while (true) {
      Schema now = engine.schema();
      Schema larger = growth.of(now);
      if (larger == now) {
        return;
      }
      try {
        engine.extendSchema(larger);
        return;
      } catch (SchemaException e) {
        // Unless somebody else has grown it meanwhile, it cannot be grown like this.
        if (engine.schema() == now) {
          throw new LoadException(Kind.UNFIT_SCHEMA, String.valueOf(e.getMessage()), null, e);
        }
      }
    }
  }

  private static ProfileMapping typed(ProfileMapping mapping, Schema schema) {
    List<ValueMapping> values = new ArrayList<>();
    for (ValueMapping value : mapping.values()) {
      Attribute<?> known =
          value.type() == null
              ? schema.attribute(value.name())
              : schema.findAttribute(value.name());
      values.add(typed(value, known == null ? null : known.type(), "attribute"));
    }
    return new ProfileMapping(
        mapping.idField(), values, mapping.unsetsMissing(), mapping.nullTexts());
  }

  private static EventMapping typed(EventMapping mapping, Schema schema) {
    Map<String, ValueType> known = new LinkedHashMap<>();
    for (EventType type : schema.eventTypes()) {
      if (mapping.fixedType() == null || mapping.fixedType().equals(type.name())) {
        for (Property<?> property : type.properties()) {
          ValueType earlier = known.putIfAbsent(property.name(), property.type());
          if (earlier != null && !earlier.equals(property.type())) {
            requireNotMapped(mapping, property.name(), earlier, property.type());
          }
        }
      }
    }
    List<ValueMapping> values = new ArrayList<>();
    for (ValueMapping value : mapping.values()) {
      if (value.type() == null && !known.containsKey(value.name())) {
        throw new SchemaException(
            "no event type has the property '" + value.name() + "': give it with its type");
      }
      values.add(typed(value, known.get(value.name()), "property"));
    }
    return new EventMapping(
        mapping.idField(),
        mapping.timeField(),
        mapping.times(),
        mapping.typeField(),
        mapping.fixedType(),
        values,
        mapping.eventIdField(),
        mapping.nullTexts());
  }

  private static void requireNotMapped(
      EventMapping mapping, String property, ValueType one, ValueType other) {
    for (ValueMapping value : mapping.values()) {
      if (value.name().equals(property)) {
        throw new SchemaException(
            "the property '"
                + property
                + "' is "
                + one
                + " of one event type and "
                + other
                + " of another, and a field tells the type");
      }
    }
  }

  private static ValueMapping typed(ValueMapping value, @Nullable ValueType known, String what) {
    if (known == null) {
      return value;
    }
    if (value.type() != null && !value.type().equals(known)) {
      throw new SchemaException(
          what
              + " '"
              + value.name()
              + "': the schema has "
              + known
              + ", the mapping says "
              + value.type());
    }
    return value.typed(known);
  }

  /** {@code schema} with the attributes of {@code mapping}; itself if it has them. */
  private static Schema with(Schema schema, ProfileMapping mapping) {
    List<Attribute<?>> missing = new ArrayList<>();
    for (ValueMapping value : mapping.values()) {
      if (schema.findAttribute(value.name()) == null) {
        missing.add(Attribute.of(value.name(), type(value)));
      }
    }
    return missing.isEmpty()
        ? schema
        : schema.toBuilder().attributes(missing.toArray(Attribute<?>[]::new)).build();
  }

  /** {@code schema} with an event type that has the properties of {@code mapping}. */
  private static Schema with(Schema schema, EventMapping mapping, String eventType) {
    EventType known = schema.findEventType(eventType);
    List<Property<?>> missing = new ArrayList<>();
    for (ValueMapping value : mapping.values()) {
      if (known == null || known.property(value.name()) == null) {
        missing.add(Property.of(value.name(), type(value)));
      }
    }
    if (known == null) {
      return schema.toBuilder().eventTypes(EventType.of(eventType, missing)).build();
    }
    return missing.isEmpty()
        ? schema
        : schema.toBuilder().properties(eventType, missing.toArray(Property<?>[]::new)).build();
  }

  private static ValueType type(ValueMapping value) {
    return Objects.requireNonNull(value.type(), value.name());
  }
}
