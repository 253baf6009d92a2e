// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.load.mapping.ConversionException;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.load.mapping.ValueMapping;
import dev.muster.profile.ProfileId;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a record the fields of a mapping are, and what they hold. After it has been filled, any
 * thread.
 */
final class FieldPlaces {

  private final List<String> paths = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final Set<String> nullTexts;
  private final int id;

  /** The fields of the identifier and of the values of {@code mapping}, which has all types. */
  FieldPlaces(Mapping mapping) {
    this.nullTexts = mapping.nullTexts();
    this.id = place(mapping.idField());
    for (ValueMapping value : mapping.values()) {
      String longitude = value.longitudeField();
      fields.add(
          new Field(
              value,
              Objects.requireNonNull(value.type(), value.name()),
              place(value.field()),
              longitude == null ? -1 : place(longitude)));
    }
  }

  /** A field that becomes an attribute or a property. */
  record Field(ValueMapping mapping, ValueType type, int place, int longitudePlace) {

    String name() {
      return mapping.name();
    }
  }

  /** The place of {@code path}, which is given one if it has none. */
  int place(String path) {
    int place = paths.indexOf(path);
    if (place < 0) {
      paths.add(path);
      return paths.size() - 1;
    }
    return place;
  }

  /** All paths by their place. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  /** The fields that become attributes or properties. */
  List<Field> fields() {
    return fields;
  }

  /** What a record holds there, or null if it is missing. */
  @Nullable Object raw(@Nullable Object[] values, int place) {
    Object raw = values[place];
    return raw instanceof String text && (text.isEmpty() || nullTexts.contains(text)) ? null : raw;
  }

  /** The value of {@code field} in canonical form, or null if it is missing. */
  @Nullable Object value(@Nullable Object[] values, Field field) throws RejectedRecordException {
    Object raw = raw(values, field.place());
    try {
      if (field.longitudePlace() < 0) {
        return raw == null ? null : field.mapping().format().value(field.type(), raw);
      }
      Object longitude = raw(values, field.longitudePlace());
      if (raw == null && longitude == null) {
        return null;
      }
      return ValueFormat.point(raw, longitude);
    } catch (ConversionException e) {
      throw new RejectedRecordException(
          Reject.Reason.INVALID_VALUE, field.mapping().field(), raw, e.reason());
    }
  }

  /** The text at {@code place}, which every record needs. */
  String requiredText(@Nullable Object[] values, int place, String what)
      throws RejectedRecordException {
    Object raw = raw(values, place);
    if (raw == null || (raw instanceof String text && text.isBlank())) {
      throw new RejectedRecordException(
          Reject.Reason.MISSING, paths.get(place), null, "is missing: " + what);
    }
    return text(raw, place);
  }

  /** {@code raw}, which is at {@code place}, as text. */
  String text(Object raw, int place) throws RejectedRecordException {
    try {
      return (String) ValueFormat.DEFAULT.value(ValueType.STRING, raw);
    } catch (ConversionException e) {
      throw new RejectedRecordException(
          Reject.Reason.INVALID_VALUE, paths.get(place), raw, e.reason());
    }
  }

  /** Whom a record is about. */
  ProfileId profileId(@Nullable Object[] values) throws RejectedRecordException {
    String text = requiredText(values, id, "whom is it about?");
    try {
      return ProfileId.of(text);
    } catch (InvalidValueException e) {
      throw new RejectedRecordException(
          Reject.Reason.INVALID_VALUE, paths.get(id), text, String.valueOf(e.getMessage()));
    }
  }
}
