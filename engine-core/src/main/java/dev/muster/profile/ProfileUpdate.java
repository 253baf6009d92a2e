// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.schema.Attribute;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.LongAttribute;
import java.util.Objects;

/**
 * Attributes of one profile to be set or taken away. Creates the profile if there is none, even
 * with nothing to set; the last of several values for one attribute counts.
 *
 * <p>{@code ProfileUpdate.of(ana).set(COUNTRY, "PL").set(AGE, 31)}. Filled by one thread and then
 * handed over; values are checked against the schema when it is. Must not be changed afterwards.
 */
public final class ProfileUpdate implements Operation {

  private final ProfileId profileId;
  private final FieldValues values = new FieldValues();

  private ProfileUpdate(ProfileId profileId) {
    this.profileId = Objects.requireNonNull(profileId, "profileId");
  }

  /** An update of {@code profileId} with nothing in it yet. */
  public static ProfileUpdate of(ProfileId profileId) {
    return new ProfileUpdate(profileId);
  }

  /** An update of the profile called {@code profileId}. */
  public static ProfileUpdate of(String profileId) {
    return new ProfileUpdate(ProfileId.of(profileId));
  }

  /** Sets {@code attribute}. */
  public <V> ProfileUpdate set(Attribute<V> attribute, V value) {
    values.add(attribute.name(), attribute.type(), Objects.requireNonNull(value, "value"));
    return this;
  }

  /** Sets {@code attribute}. */
  public ProfileUpdate set(LongAttribute attribute, long value) {
    values.add(attribute.name(), attribute.type(), value);
    return this;
  }

  /** Sets {@code attribute}. */
  public ProfileUpdate set(DoubleAttribute attribute, double value) {
    values.add(attribute.name(), attribute.type(), value);
    return this;
  }

  /** Sets the attribute called {@code name}, whose type is only known to the schema. */
  public ProfileUpdate set(String name, Object value) {
    values.add(name, null, Objects.requireNonNull(value, "value"));
    return this;
  }

  /** Takes {@code attribute} away: it will be missing. */
  public ProfileUpdate unset(Attribute<?> attribute) {
    values.add(attribute.name(), attribute.type(), null);
    return this;
  }

  /** Takes the attribute called {@code name} away: it will be missing. */
  public ProfileUpdate unset(String name) {
    values.add(name, null, null);
    return this;
  }

  @Override
  public ProfileId profileId() {
    return profileId;
  }

  /** Shows every value to {@code visitor}, in the order given. */
  public void forEach(FieldVisitor visitor) {
    values.forEach(visitor);
  }

  @Override
  public String toString() {
    return "update " + profileId + " " + values;
  }
}
