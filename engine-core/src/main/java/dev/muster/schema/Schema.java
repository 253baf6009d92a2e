// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and event types that an engine knows.
 *
 * <p>Immutable. A schema grows by making a larger one with {@link #toBuilder()} and handing it to
 * the engine; attributes and properties are never taken away and never change their type.
 */
public final class Schema {

  /** Most attributes, and most event types. */
  public static final int DEFINITIONS_MAX = 10_000;

  private final Map<String, Attribute<?>> attributes;
  private final Map<String, EventType> eventTypes;

  /** Names of the attributes whose changes are tracked. */
  private final Set<String> tracked;

  private Schema(Builder builder) {
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    this.eventTypes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.eventTypes));
    this.tracked = Collections.unmodifiableSet(new LinkedHashSet<>(builder.tracked));
  }

  /** An empty definition to add to. */
  public static Builder builder() {
    return new Builder();
  }

  /** A definition that begins with everything that is here. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.attributes.putAll(attributes);
    builder.eventTypes.putAll(eventTypes);
    builder.tracked.addAll(tracked);
    return builder;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return attributes.isEmpty() && eventTypes.isEmpty();
  }

  /** All attributes, in the order of their definition. */
  public List<Attribute<?>> attributes() {
    return new ArrayList<>(attributes.values());
  }

  /** All event types, in the order of their definition. */
  public List<EventType> eventTypes() {
    return new ArrayList<>(eventTypes.values());
  }

  /** The attribute called {@code name}, or null. */
  public @Nullable Attribute<?> findAttribute(String name) {
    return attributes.get(name);
  }

  /** The event type called {@code name}, or null. */
  public @Nullable EventType findEventType(String name) {
    return eventTypes.get(name);
  }

  /**
   * The attribute called {@code name}.
   *
   * @throws SchemaException if there is none; names the nearest known one
   */
  public Attribute<?> attribute(String name) {
    Attribute<?> attribute = attributes.get(name);
    if (attribute == null) {
      throw new SchemaException(unknown("attribute", name, attributes.keySet()));
    }
    return attribute;
  }

  /** Whether it is known since when a profile has had its value of the attribute. */
  public boolean tracksChanges(String attribute) {
    return tracked.contains(attribute);
  }

  /**
   * Checks that it is known since when a profile has had its value of the attribute.
   *
   * @throws SchemaException if there is no such attribute, or its changes are not tracked
   */
  public void requireTracked(String attribute) {
    String name = attribute(attribute).name();
    if (!tracksChanges(name)) {
      throw new SchemaException(
          "changes of the attribute '"
              + name
              + "' are not tracked, so nobody knows how long a value has been held; the schema"
              + " that first defines it may ask for it: Schema.Builder.trackingChanges");
    }
  }

  /**
   * The event type called {@code name}.
   *
   * @throws SchemaException if there is none; names the nearest known one
   */
  public EventType eventType(String name) {
    EventType type = eventTypes.get(name);
    if (type == null) {
      throw new SchemaException(unknown("event type", name, eventTypes.keySet()));
    }
    return type;
  }

  /**
   * The property called {@code name} of {@code type}, as this schema knows it.
   *
   * @throws SchemaException if there is none; names the nearest known one
   */
  public Property<?> property(String eventType, String name) {
    EventType type = eventType(eventType);
    Property<?> property = type.property(name);
    if (property == null) {
      List<String> names = new ArrayList<>();
      type.properties().forEach(p -> names.add(p.name()));
      throw new SchemaException(unknown("property of '" + eventType + "'", name, names));
    }
    return property;
  }

  /**
   * Checks that {@code larger} has everything that is here, unchanged.
   *
   * @throws SchemaException if something is gone or of another type, or if changes of an attribute
   *     that is here are tracked on one side only
   */
  public void requireGrowsInto(Schema larger) {
    for (Attribute<?> attribute : attributes.values()) {
      Attribute<?> there = larger.attributes.get(attribute.name());
      requireSame(
          "attribute", attribute.name(), attribute.type(), there == null ? null : there.type());
      requireSame(
          "tracking of changes of the attribute",
          attribute.name(),
          onOrOff(tracksChanges(attribute.name())),
          onOrOff(larger.tracksChanges(attribute.name())));
    }
    for (EventType type : eventTypes.values()) {
      EventType there = larger.eventTypes.get(type.name());
      requireSame("event type", type.name(), type.name(), there == null ? null : there.name());
      for (Property<?> property : type.properties()) {
        Property<?> found = there == null ? null : there.property(property.name());
        requireSame(
            "property of '" + type.name() + "'",
            property.name(),
            property.type(),
            found == null ? null : found.type());
      }
    }
  }

  private static String onOrOff(boolean tracked) {
    return tracked ? "on" : "off";
  }

  private static void requireSame(String what, String name, Object here, @Nullable Object there) {
    if (!here.equals(there)) {
      throw new SchemaException(
          "a schema only grows: the "
              + what
              + " '"
              + name
              + "' was "
              + here
              + " and "
              + (there == null ? "is gone" : "is now " + there));
    }
  }

  private static String unknown(String what, String name, Collection<String> known) {
    String nearest = NearestName.of(name, known);
    return "unknown "
        + what
        + " '"
        + name
        + "'"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }

  @Override
  public String toString() {
    return "attributes "
        + attributes.values()
        + (tracked.isEmpty() ? "" : ", tracking changes of " + tracked)
        + ", event types "
        + eventTypes.values();
  }

  /** Collects definitions. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Attribute<?>> attributes = new LinkedHashMap<>();
    private final Map<String, EventType> eventTypes = new LinkedHashMap<>();
    private final Set<String> tracked = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Adds attributes.
     *
     * @throws SchemaException if a name is taken
     */
    public Builder attributes(Attribute<?>... added) {
      for (Attribute<?> attribute : added) {
        if (attributes.putIfAbsent(attribute.name(), attribute) != null) {
          throw new SchemaException(
              "a schema must not have two attributes of one name, name=" + attribute.name());
        }
      }
      requireRoom("attributes", attributes.size());
      return this;
    }

    /**
     * Keeps, for attributes that are already defined, since when each profile has had its value, so
     * that predicates may ask how long. Costs memory as a TIMESTAMP attribute does, for each.
     *
     * <p>What an engine has not kept it cannot know: in a schema that grows, only attributes that
     * are new may begin to be tracked.
     *
     * @throws SchemaException if an attribute is unknown or of another type
     */
    public Builder trackingChanges(Attribute<?>... tracked) {
      for (Attribute<?> attribute : tracked) {
        Attribute<?> defined = attributes.get(attribute.name());
        if (defined == null) {
          throw new SchemaException(unknown("attribute", attribute.name(), attributes.keySet()));
        }
        if (!defined.type().equals(attribute.type())) {
          throw new SchemaException(
              "attribute '"
                  + attribute.name()
                  + "': the schema has "
                  + defined.type()
                  + ", the constant says "
                  + attribute.type());
        }
        this.tracked.add(attribute.name());
      }
      return this;
    }

    /**
     * Adds event types.
     *
     * @throws SchemaException if a name is taken
     */
    public Builder eventTypes(EventType... added) {
      for (EventType type : added) {
        if (eventTypes.putIfAbsent(type.name(), type) != null) {
          throw new SchemaException(
              "a schema must not have two event types of one name, name=" + type.name());
        }
      }
      requireRoom("event types", eventTypes.size());
      return this;
    }

    /**
     * Adds properties to an event type that is already defined.
     *
     * @throws SchemaException if the type is unknown or has a property of that name
     */
    public Builder properties(String eventType, Property<?>... added) {
      EventType type = eventTypes.get(eventType);
      if (type == null) {
        throw new SchemaException(unknown("event type", eventType, eventTypes.keySet()));
      }
      List<Property<?>> all = new ArrayList<>(type.properties());
      all.addAll(List.of(added));
      eventTypes.put(eventType, EventType.of(eventType, all));
      return this;
    }

    private static void requireRoom(String what, int count) {
      if (count > DEFINITIONS_MAX) {
        throw new SchemaException(
            "a schema may have at most " + DEFINITIONS_MAX + " " + what + ", found " + count);
      }
    }

    /** The schema. */
    public Schema build() {
      return new Schema(this);
    }
  }
}
