// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.load.mapping.ProfileMapping;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.value.InvalidValueException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an update of each record, and a document of what the mapping does not name. Any thread. */
final class ProfileConverter implements RecordConverter {

  private final FieldPlaces places;
  private final boolean unsetsMissing;
  private final @Nullable String documentName;

  ProfileConverter(ProfileMapping mapping, UnknownFields unknown) {
    this.places = new FieldPlaces(mapping);
    this.unsetsMissing = mapping.unsetsMissing();
    this.documentName = unknown.documentName();
  }

  @Override
  public List<String> paths() {
    return places.paths();
  }

  @Override
  public List<Operation> operations(@Nullable Object[] values, Map<String, Object> others)
      throws RejectedRecordException {
    ProfileId id = places.profileId(values);
    ProfileUpdate update = ProfileUpdate.of(id);
    for (FieldPlaces.Field field : places.fields()) {
      Object value = places.value(values, field);
      if (value != null) {
        update.set(field.name(), value);
      } else if (unsetsMissing) {
        update.unset(field.name());
      }
    }
    if (documentName == null || others.isEmpty()) {
      return List.of(update);
    }
    return List.of(update, document(id, documentName, others));
  }

  private static Operation document(ProfileId id, String name, Map<String, Object> fields)
      throws RejectedRecordException {
    try {
      return ProfileDocument.text(id, name, FieldsJson.write(fields));
    } catch (InvalidValueException e) {
      throw new RejectedRecordException(
          Reject.Reason.INVALID_VALUE, null, null, String.valueOf(e.getMessage()));
    }
  }
}
