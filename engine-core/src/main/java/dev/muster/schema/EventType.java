// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Window;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that profiles do, and the typed properties its events may carry.
 *
 * <p>Every property is optional on every event. Immutable; equal if name and properties are.
 */
public final class EventType implements EventSource {

  /** Most properties of one type: their presence is a 64-bit mask. */
  public static final int PROPERTIES_MAX = 64;

  private final String name;
  private final Map<String, Property<?>> properties;

  private EventType(String name, Collection<Property<?>> properties) {
    this.name = Names.check("event type", name);
    Map<String, Property<?>> byName = new LinkedHashMap<>();
    for (Property<?> property : properties) {
      if (byName.put(property.name(), property) != null) {
        throw new SchemaException(
            "an event type must not have two properties of one name, event type="
                + name
                + " property="
                + property.name());
      }
    }
    if (byName.size() > PROPERTIES_MAX) {
      throw new SchemaException(
          "an event type may have at most "
              + PROPERTIES_MAX
              + " properties, event type="
              + name
              + " properties="
              + byName.size());
    }
    this.properties = Collections.unmodifiableMap(byName);
  }

  /** An event type with these properties. */
  public static EventType of(String name, Property<?>... properties) {
    return new EventType(name, Arrays.asList(properties));
  }

  /** An event type with these properties. */
  public static EventType of(String name, Collection<Property<?>> properties) {
    return new EventType(name, properties);
  }

  /** Its name, unique among the event types of a schema. */
  public String name() {
    return name;
  }

  /** Its properties, in the order of their definition. */
  public List<Property<?>> properties() {
    return List.copyOf(properties.values());
  }

  /** The property called {@code propertyName}, or null. */
  public @Nullable Property<?> property(String propertyName) {
    return properties.get(propertyName);
  }

  @Override
  public EventSelection selection() {
    return new EventSelection(name, EventFilter.all(), Window.EVER);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventType type
        && name.equals(type.name)
        && types(this).equals(types(type));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  private static Map<String, String> types(EventType type) {
    Map<String, String> types = new LinkedHashMap<>();
    type.properties.values().forEach(p -> types.put(p.name(), p.type().toString()));
    return types;
  }

  @Override
  public String toString() {
    return name + properties.values();
  }
}
