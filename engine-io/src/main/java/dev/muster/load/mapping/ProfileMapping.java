// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import dev.muster.schema.Attribute;
import dev.muster.schema.GeoPointAttribute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mapping of records to profiles.
 *
 * @param idField the field of the profile's identifier
 * @param values the fields that become attributes
 * @param unsetsMissing whether a missing value takes the attribute away; otherwise it stays as it
 *     is
 * @param nullTexts texts that mean a missing value
 */
public record ProfileMapping(
    String idField, List<ValueMapping> values, boolean unsetsMissing, Set<String> nullTexts)
    implements Mapping {

  public ProfileMapping {
    Objects.requireNonNull(idField, "idField");
    values = List.copyOf(values);
    nullTexts = Set.copyOf(nullTexts);
    Set<String> names = new LinkedHashSet<>();
    for (ValueMapping value : values) {
      if (!names.add(value.name())) {
        throw new IllegalArgumentException(
            "an attribute must come from one field, attribute=" + value.name());
      }
    }
  }

  /** {@code field} becomes {@code attribute}. */
  public ProfileMapping attribute(String field, Attribute<?> attribute) {
    return attribute(field, attribute, ValueFormat.DEFAULT);
  }

  /** {@code field}, written like {@code format}, becomes {@code attribute}. */
  public ProfileMapping attribute(String field, Attribute<?> attribute, ValueFormat format) {
    return with(new ValueMapping(field, null, attribute.name(), attribute.type(), format));
  }

  /** {@code field} becomes the attribute called {@code name}, which the schema knows. */
  public ProfileMapping attribute(String field, String name) {
    return attribute(field, name, ValueFormat.DEFAULT);
  }

  /** The same, written like {@code format}. */
  public ProfileMapping attribute(String field, String name, ValueFormat format) {
    return with(new ValueMapping(field, null, name, null, format));
  }

  /** Two fields of degrees become {@code attribute}. */
  public ProfileMapping geoPoint(
      String latitudeField, String longitudeField, GeoPointAttribute attribute) {
    return with(
        new ValueMapping(
            latitudeField,
            Objects.requireNonNull(longitudeField, "longitudeField"),
            attribute.name(),
            attribute.type(),
            ValueFormat.DEFAULT));
  }

  /** What {@code column} says becomes an attribute. */
  public ProfileMapping column(ColumnSpec column) {
    return with(column.mapping());
  }

  /** The same with one more. */
  public ProfileMapping with(ValueMapping value) {
    List<ValueMapping> more = new ArrayList<>(values);
    more.add(value);
    return new ProfileMapping(idField, more, unsetsMissing, nullTexts);
  }

  /** A missing value takes the attribute away. */
  public ProfileMapping unsettingMissing() {
    return new ProfileMapping(idField, values, true, nullTexts);
  }

  /** {@code texts} mean a missing value, in any field: {@code NULL}, for one. */
  public ProfileMapping nullTexts(String... texts) {
    return new ProfileMapping(idField, values, unsetsMissing, Set.of(texts));
  }

  /** All that decides what a record becomes: equal if the mappings are. */
  @Override
  public String toString() {
    return "profiles "
        + idField
        + " "
        + values
        + (unsetsMissing ? " unsetting missing" : "")
        + " nulls "
        + new TreeSet<>(nullTexts);
  }
}
