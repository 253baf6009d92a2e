// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Property;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a profile did at an instant. Creates the profile if there is none.
 *
 * <p>{@code Event.of(ana, PURCHASE, clock.instant()).with(AMOUNT, new BigDecimal("19.90"))}. Filled
 * by one thread and then handed over; values are checked against the schema when it is. Must not be
 * changed afterwards.
 *
 * <p>An event may carry an id. Of several events of one profile with the same id, the first is
 * taken and the others are counted as duplicates, as long as they arrive within the engine's dedup
 * horizon. Without an id nothing is ever taken for a duplicate.
 */
public final class Event implements Operation {

  /** Stands for a time that was not given: the event takes its ingest time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Longest event id, in UTF-16 units. */
  public static final int EVENT_ID_LENGTH_MAX = 255;

  private final ProfileId profileId;
  private final String type;
  private final long epochMillis;
  private final FieldValues values = new FieldValues();
  private @Nullable String eventId;

  private Event(ProfileId profileId, String type, long epochMillis) {
    this.profileId = Objects.requireNonNull(profileId, "profileId");
    this.type = Objects.requireNonNull(type, "type");
    this.epochMillis = epochMillis;
  }

  /** An event of {@code type} at {@code time}, cut to its millisecond. */
  public static Event of(ProfileId profileId, EventType type, Instant time) {
    return new Event(profileId, type.name(), ValueRules.instant(time).toEpochMilli());
  }

  /** An event of {@code type} at {@code epochMillis}. */
  public static Event of(ProfileId profileId, EventType type, long epochMillis) {
    return new Event(profileId, type.name(), check(epochMillis));
  }

  /** An event of {@code type} that happens when it is ingested. */
  public static Event of(ProfileId profileId, EventType type) {
    return new Event(profileId, type.name(), NO_TIME);
  }

  /** An event of the type called {@code type} at {@code epochMillis}. */
  public static Event of(ProfileId profileId, String type, long epochMillis) {
    return new Event(profileId, type, check(epochMillis));
  }

  private static long check(long epochMillis) {
    if (epochMillis < ValueRules.INSTANT_MIN.toEpochMilli()
        || epochMillis > ValueRules.INSTANT_MAX.toEpochMilli()) {
      throw new InvalidValueException(
          InvalidValueException.Rule.OUT_OF_RANGE,
          "event time must lie in the years -9999 to 9999, epochMillis=" + epochMillis);
    }
    return epochMillis;
  }

  /** Gives {@code property} a value. */
  public <V> Event with(Property<V> property, V value) {
    values.add(property.name(), property.type(), Objects.requireNonNull(value, "value"));
    return this;
  }

  /** Gives {@code property} a value. */
  public Event with(LongProperty property, long value) {
    values.add(property.name(), property.type(), value);
    return this;
  }

  /** Gives {@code property} a value. */
  public Event with(DoubleProperty property, double value) {
    values.add(property.name(), property.type(), value);
    return this;
  }

  /** Gives the property called {@code name}, whose type is only known to the schema, a value. */
  public Event with(String name, Object value) {
    values.add(name, null, Objects.requireNonNull(value, "value"));
    return this;
  }

  /** Sets the event's own id, of 1 to {@link #EVENT_ID_LENGTH_MAX} characters. */
  public Event id(String id) {
    if (id.isEmpty() || id.length() > EVENT_ID_LENGTH_MAX) {
      throw new InvalidValueException(
          id.isEmpty()
              ? InvalidValueException.Rule.MALFORMED
              : InvalidValueException.Rule.TOO_LARGE,
          "an event id must have 1 to "
              + EVENT_ID_LENGTH_MAX
              + " characters, found "
              + ValueRules.describe(id));
    }
    this.eventId = ValueRules.text(id);
    return this;
  }

  @Override
  public ProfileId profileId() {
    return profileId;
  }

  /** Name of its type. */
  public String type() {
    return type;
  }

  /** When it happened, or {@link #NO_TIME}. */
  public long epochMillis() {
    return epochMillis;
  }

  /** Its own id, or null. */
  public @Nullable String eventId() {
    return eventId;
  }

  /** Shows every property to {@code visitor}, in the order given. */
  public void forEach(FieldVisitor visitor) {
    values.forEach(visitor);
  }

  @Override
  public String toString() {
    return type
        + " of "
        + profileId
        + (epochMillis == NO_TIME ? "" : " at " + Instant.ofEpochMilli(epochMillis))
        + " "
        + values;
  }
}
