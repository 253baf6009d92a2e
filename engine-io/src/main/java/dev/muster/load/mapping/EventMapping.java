// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointProperty;
import dev.muster.schema.Property;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of records to events.
 *
 * @param idField the field of the profile's identifier
 * @param timeField the field of the event's time; null while it is not given
 * @param times how times are written
 * @param typeField the field of the event's type, or null if all have the same
 * @param fixedType the type of all events, or null if a field tells
 * @param values the fields that become properties
 * @param eventIdField the field of the event's own id, or null if it has none
 * @param nullTexts texts that mean a missing value
 */
public record EventMapping(
    String idField,
    @Nullable String timeField,
    TimeFormat times,
    @Nullable String typeField,
    @Nullable String fixedType,
    List<ValueMapping> values,
    @Nullable String eventIdField,
    Set<String> nullTexts)
    implements Mapping {

  public EventMapping {
    Objects.requireNonNull(idField, "idField");
    values = List.copyOf(values);
    nullTexts = Set.copyOf(nullTexts);
    if (typeField != null && fixedType != null) {
      throw new IllegalArgumentException(
          "the event type is either in a field or fixed, field="
              + typeField
              + " fixed="
              + fixedType);
    }
    Set<String> names = new LinkedHashSet<>();
    for (ValueMapping value : values) {
      if (!names.add(value.name())) {
        throw new IllegalArgumentException(
            "a property must come from one field, property=" + value.name());
      }
    }
  }

  /** The time is in {@code field}. */
  public EventMapping time(String field) {
    return time(field, TimeFormat.ISO);
  }

  /** The time is in {@code field}, written like {@code format}. */
  public EventMapping time(String field, TimeFormat format) {
    return new EventMapping(
        idField,
        Objects.requireNonNull(field, "field"),
        Objects.requireNonNull(format, "format"),
        typeField,
        fixedType,
        values,
        eventIdField,
        nullTexts);
  }

  /** All events are of this type. */
  public EventMapping type(EventType type) {
    return type(type.name());
  }

  /** All events are of the type called {@code name}. */
  public EventMapping type(String name) {
    Objects.requireNonNull(name, "name");
    return new EventMapping(
        idField, timeField, times, typeField, name, values, eventIdField, nullTexts);
  }

  /** The name of the event's type is in {@code field}; types that turn up are new ones. */
  public EventMapping typeField(String field) {
    Objects.requireNonNull(field, "field");
    return new EventMapping(
        idField, timeField, times, field, fixedType, values, eventIdField, nullTexts);
  }

  /** {@code field} becomes {@code property}. */
  public EventMapping property(String field, Property<?> property) {
    return property(field, property, ValueFormat.DEFAULT);
  }

  /** {@code field}, written like {@code format}, becomes {@code property}. */
  public EventMapping property(String field, Property<?> property, ValueFormat format) {
    return with(new ValueMapping(field, null, property.name(), property.type(), format));
  }

  /** {@code field} becomes the property called {@code name}, which the schema knows. */
  public EventMapping property(String field, String name) {
    return property(field, name, ValueFormat.DEFAULT);
  }

  /** The same, written like {@code format}. */
  public EventMapping property(String field, String name, ValueFormat format) {
    return with(new ValueMapping(field, null, name, null, format));
  }

  /** Two fields of degrees become {@code property}. */
  public EventMapping geoPoint(
      String latitudeField, String longitudeField, GeoPointProperty property) {
    return with(
        new ValueMapping(
            latitudeField,
            Objects.requireNonNull(longitudeField, "longitudeField"),
            property.name(),
            property.type(),
            ValueFormat.DEFAULT));
  }

  /** What {@code column} says becomes a property. */
  public EventMapping column(ColumnSpec column) {
    return with(column.mapping());
  }

  /** The same with one more. */
  public EventMapping with(ValueMapping value) {
    List<ValueMapping> more = new ArrayList<>(values);
    more.add(value);
    return new EventMapping(
        idField, timeField, times, typeField, fixedType, more, eventIdField, nullTexts);
  }

  /** The event's own id is in {@code field}: an event that comes again is taken once. */
  public EventMapping eventId(String field) {
    Objects.requireNonNull(field, "field");
    return new EventMapping(
        idField, timeField, times, typeField, fixedType, values, field, nullTexts);
  }

  /** {@code texts} mean a missing value, in any field: {@code NULL}, for one. */
  public EventMapping nullTexts(String... texts) {
    return new EventMapping(
        idField, timeField, times, typeField, fixedType, values, eventIdField, Set.of(texts));
  }

  /** All that decides what a record becomes: equal if the mappings are. */
  @Override
  public String toString() {
    return "events "
        + idField
        + " time "
        + timeField
        + " as "
        + times
        + (typeField == null ? " type " + fixedType : " type in " + typeField)
        + " "
        + values
        + " id "
        + eventIdField
        + " nulls "
        + new TreeSet<>(nullTexts);
  }
}
