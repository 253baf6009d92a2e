// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.value.ValueType;

/**
 * A typed property of an event, as a constant that makes event filters and writes.
 *
 * @param <V> the class of its values
 */
public sealed interface Property<V>
    permits BooleanProperty,
        LongProperty,
        DoubleProperty,
        DecimalProperty,
        StringProperty,
        DateProperty,
        TimestampProperty,
        StringSetProperty,
        GeoPointProperty,
        VersionProperty {

  /** Its name, unique among the properties of an event type. */
  String name();

  /** Its type. */
  ValueType type();

  /** A property whose type is only known at run time. */
  static Property<?> of(String name, ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> BooleanProperty.of(name);
      case LONG -> LongProperty.of(name);
      case DOUBLE -> DoubleProperty.of(name);
      case DECIMAL -> DecimalProperty.of(name, type.scale());
      case STRING -> StringProperty.of(name);
      case DATE -> DateProperty.of(name);
      case TIMESTAMP -> TimestampProperty.of(name);
      case STRING_SET -> StringSetProperty.of(name);
      case GEO_POINT -> GeoPointProperty.of(name);
      case VERSION -> VersionProperty.of(name);
    };
  }
}
