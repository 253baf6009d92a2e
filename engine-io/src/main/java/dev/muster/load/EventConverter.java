// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.load.mapping.ConversionException;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.schema.EventType;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes an event of each record. Any thread. */
final class EventConverter implements RecordConverter {

  private final FieldPlaces places;
  private final ValueFormat times;
  private final String timeField;
  private final int time;
  private final @Nullable String fixedType;

  /** Or -1 if the type is fixed. */
  private final int type;

  /** Or -1 if there is none. */
  private final int eventId;

  /**
   * Names of types that are no good names have been told apart; a few too many under contention.
   */
  private final Set<String> goodTypes = ConcurrentHashMap.newKeySet();

  EventConverter(EventMapping mapping) {
    this.places = new FieldPlaces(mapping);
    this.times = ValueFormat.times(mapping.times());
    this.timeField = Objects.requireNonNull(mapping.timeField(), "timeField");
    this.time = places.place(timeField);
    this.fixedType = mapping.fixedType();
    this.type = mapping.typeField() == null ? -1 : places.place(mapping.typeField());
    this.eventId = mapping.eventIdField() == null ? -1 : places.place(mapping.eventIdField());
  }

  @Override
  public List<String> paths() {
    return places.paths();
  }

  @Override
  public List<Operation> operations(@Nullable Object[] values, Map<String, Object> others)
      throws RejectedRecordException {
    Event event = Event.of(places.profileId(values), typeName(values), epochMillis(values));
    for (FieldPlaces.Field field : places.fields()) {
      Object value = places.value(values, field);
      if (value != null) {
        event.with(field.name(), value);
      }
    }
    Object id = eventId < 0 ? null : places.raw(values, eventId);
    if (id != null) {
      setId(event, places.text(id, eventId));
    }
    return List.of(event);
  }

  private void setId(Event event, String id) throws RejectedRecordException {
    try {
      event.id(id);
    } catch (InvalidValueException e) {
      throw new RejectedRecordException(
          Reject.Reason.INVALID_VALUE,
          places.paths().get(eventId),
          id,
          String.valueOf(e.getMessage()));
    }
  }

  private long epochMillis(@Nullable Object[] values) throws RejectedRecordException {
    Object raw = places.raw(values, time);
    if (raw == null) {
      throw new RejectedRecordException(
          Reject.Reason.MISSING, timeField, null, "is missing: when did it happen?");
    }
    try {
      return ((Instant) times.value(ValueType.TIMESTAMP, raw)).toEpochMilli();
    } catch (ConversionException e) {
      throw new RejectedRecordException(Reject.Reason.INVALID_VALUE, timeField, raw, e.reason());
    }
  }

  private String typeName(@Nullable Object[] values) throws RejectedRecordException {
    if (fixedType != null) {
      return fixedType;
    }
    String name = places.requiredText(values, type, "what happened?");
    if (!goodTypes.contains(name)) {
      try {
        EventType.of(name);
      } catch (IllegalArgumentException e) {
        throw new RejectedRecordException(
            Reject.Reason.INVALID_VALUE,
            places.paths().get(type),
            name,
            String.valueOf(e.getMessage()));
      }
      if (goodTypes.size() < SchemaFit.EVENT_TYPES_MAX) {
        goodTypes.add(name);
      }
    }
    return name;
  }
}
