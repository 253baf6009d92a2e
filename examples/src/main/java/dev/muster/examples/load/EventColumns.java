// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file keeps what an event needs. Immutable.
 *
 * @param id column of the profile's identifier
 * @param time column of the event's time
 * @param times how times are written
 * @param type column of the event's type, or null if all events have the same
 * @param fixedType the type of all events, or null if a column tells
 * @param properties columns that become properties
 */
public record EventColumns(
    String id,
    String time,
    TimeText times,
    @Nullable String type,
    @Nullable String fixedType,
    List<PropertyColumn> properties) {

  public EventColumns {
    properties = List.copyOf(properties);
    if ((type == null) == (fixedType == null)) {
      throw new IllegalArgumentException(
          "the event type is either a column or fixed, type=" + type + " fixedType=" + fixedType);
    }
    // Refuses a bad type name, and two properties of one name, before the first line is read.
    EventType.of(fixedType == null ? "any" : fixedType, typed(properties));
  }

  /** The properties that every event type gets. */
  List<Property<?>> eventProperties() {
    return typed(properties);
  }

  private static List<Property<?>> typed(List<PropertyColumn> properties) {
    return properties.stream().<Property<?>>map(PropertyColumn::property).toList();
  }
}
