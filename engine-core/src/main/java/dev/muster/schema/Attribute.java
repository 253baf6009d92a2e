// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.value.ValueType;

/**
 * A typed property of a profile, as a constant that makes predicates and writes.
 *
 * <p>{@code static final StringAttribute COUNTRY = StringAttribute.of("country");} There is one
 * class per type, and a comparison that the type forbids does not compile.
 *
 * @param <V> the class of its values
 */
public sealed interface Attribute<V>
    permits BooleanAttribute,
        LongAttribute,
        DoubleAttribute,
        DecimalAttribute,
        StringAttribute,
        DateAttribute,
        TimestampAttribute,
        StringSetAttribute,
        GeoPointAttribute,
        VersionAttribute {

  /** Its name, unique among the attributes of a schema. */
  String name();

  /** Its type. */
  ValueType type();

  /** An attribute whose type is only known at run time. */
  static Attribute<?> of(String name, ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> BooleanAttribute.of(name);
      case LONG -> LongAttribute.of(name);
      case DOUBLE -> DoubleAttribute.of(name);
      case DECIMAL -> DecimalAttribute.of(name, type.scale());
      case STRING -> StringAttribute.of(name);
      case DATE -> DateAttribute.of(name);
      case TIMESTAMP -> TimestampAttribute.of(name);
      case STRING_SET -> StringSetAttribute.of(name);
      case GEO_POINT -> GeoPointAttribute.of(name);
      case VERSION -> VersionAttribute.of(name);
    };
  }
}
