// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import dev.muster.value.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that becomes an attribute or a property. Immutable.
 *
 * @param field its path in a record; of a point in two fields, that of the latitude
 * @param longitudeField that of the longitude, or null if there is one field only
 * @param name the attribute or property
 * @param type its type, or null if the schema knows it
 * @param format how the file writes it
 */
public record ValueMapping(
    String field,
    @Nullable String longitudeField,
    String name,
    @Nullable ValueType type,
    ValueFormat format) {

  public ValueMapping {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    if (field.isEmpty() || (longitudeField != null && longitudeField.isEmpty())) {
      throw new IllegalArgumentException("a field must have a name, for " + name);
    }
    if (longitudeField != null && type != null && type.kind() != ValueType.Kind.GEO_POINT) {
      throw new IllegalArgumentException(
          "only a GEO_POINT has two fields, name=" + name + " type=" + type);
    }
  }

  /** The same with its type. */
  public ValueMapping typed(ValueType known) {
    return new ValueMapping(field, longitudeField, name, known, format);
  }
}
