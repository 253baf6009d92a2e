// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSource;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.mapping.TimeFormat;
import dev.muster.load.mapping.ValueMapping;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a file look like, and what they could become. A proposal: a person should
 * read it, {@link #toString} explains it.
 *
 * <p>A type is proposed only if every value that was looked at converts to it and nothing is lost.
 * Values that were not looked at may still be rejects, which the load reports. Immutable.
 */
public final class SchemaProposal {

  private final String source;
  private final long records;
  private final long malformed;
  private final boolean whole;
  private final List<FieldProposal> fields;
  private final FieldRoles roles;

  /** Names of event types that were seen. */
  private final List<String> types;

  private SchemaProposal(String source, FieldGathering gathering, boolean whole) {
    this.source = source;
    this.records = gathering.records;
    this.malformed = gathering.malformed;
    this.whole = whole;
    this.fields =
        gathering.sketches.values().stream()
            .map(sketch -> TypeChoice.of(sketch, gathering.records))
            .toList();
    this.roles = FieldRoles.of(fields, records);
    FieldSketch type = roles.type() == null ? null : gathering.sketches.get(roles.type());
    this.types = type == null ? List.of() : List.copyOf(type.values());
  }

  /**
   * Looks at all records of {@code source}, which cannot be loaded from afterwards: open it again.
   * Takes about as long as decoding on one thread, and memory for hashes of up to 1,000,000 values
   * of each field, 64 MiB in all.
   *
   * @throws dev.muster.load.LoadException if there are more than 10,000 different fields
   */
  public static SchemaProposal of(RecordSource source) throws IOException {
    return of(source, Long.MAX_VALUE);
  }

  /**
   * The same for the first records only: at least {@code recordsMax} and at most a chunk more, if
   * there are as many.
   */
  public static SchemaProposal of(RecordSource source, long recordsMax) throws IOException {
    if (recordsMax < 1) {
      throw new IllegalArgumentException("recordsMax must be positive, recordsMax=" + recordsMax);
    }
    FieldGathering gathering = new FieldGathering(source.fields());
    RecordChunk chunk = source.next();
    while (chunk != null && gathering.records < recordsMax) {
      chunk.decode(List.of(), true, gathering);
      chunk = source.next();
    }
    return new SchemaProposal(source.name(), gathering, chunk == null);
  }

  /** How many records were looked at. */
  public long records() {
    return records;
  }

  /** How many places were found besides where there is no record. */
  public long malformed() {
    return malformed;
  }

  /** All fields that any record has, in the order in which they turned up. */
  public List<FieldProposal> fields() {
    return fields;
  }

  /** The field at {@code path}. */
  public Optional<FieldProposal> field(String path) {
    return fields.stream().filter(field -> field.path().equals(path)).findFirst();
  }

  /** The field that looks like the profile's identifier. */
  public Optional<String> idField() {
    return Optional.ofNullable(roles.id());
  }

  /** The field that looks like the time of an event. */
  public Optional<String> timeField() {
    return Optional.ofNullable(roles.time());
  }

  /** The field that looks like the type of an event. */
  public Optional<String> typeField() {
    return Optional.ofNullable(roles.type());
  }

  /** Whether the records look like events: there are times, and profiles turn up repeatedly. */
  public boolean looksLikeEvents() {
    return roles.areOfEvents(fields);
  }

  /**
   * What the records could become; a load adds to the schema what it lacks.
   *
   * @throws IllegalStateException if no field looks like an identifier
   */
  public Mapping mapping() {
    String id =
        idField()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no field looks like the identifier of a profile, source=" + source));
    return looksLikeEvents() ? events(id) : profiles(id);
  }

  /**
   * The attributes, or the event types that were seen, that {@link #mapping} leads to.
   *
   * @throws IllegalStateException if no field looks like an identifier
   * @throws dev.muster.schema.SchemaException if no schema can have them: an event type has at most
   *     64 properties
   */
  public Schema schema() {
    Mapping mapping = mapping();
    Schema.Builder schema = Schema.builder();
    if (mapping instanceof EventMapping events) {
      List<Property<?>> properties = new ArrayList<>();
      for (ValueMapping value : mapping.values()) {
        properties.add(Property.of(value.name(), Objects.requireNonNull(value.type())));
      }
      List<String> names =
          events.fixedType() == null ? types : List.of(Objects.requireNonNull(events.fixedType()));
      for (String name : names) {
        if (!name.isBlank()) {
          schema.eventTypes(EventType.of(name, properties));
        }
      }
    } else {
      for (ValueMapping value : mapping.values()) {
        schema.attributes(Attribute.of(value.name(), Objects.requireNonNull(value.type())));
      }
    }
    return schema.build();
  }

  /** Profiles with the identifier in {@code idField}; every other field is an attribute. */
  public ProfileMapping profiles(String idField) {
    ProfileMapping mapping = Mapping.profiles(idField);
    for (FieldProposal field : fields) {
      if (!field.path().equals(idField) && field.type().isPresent()) {
        mapping = mapping.with(mapped(field));
      }
    }
    return mapping;
  }

  /**
   * Events of profiles with the identifier in {@code idField}; fields without another role are
   * properties. Without a field for the type, all are called {@code event}.
   *
   * @throws IllegalStateException if no field looks like a time
   */
  public EventMapping events(String idField) {
    String time = roles.time();
    if (time == null) {
      throw new IllegalStateException("no field looks like a time, source=" + source);
    }
    EventMapping mapping = Mapping.events(idField).time(time, times(time));
    String type = roles.type();
    mapping = type == null ? mapping.type("event") : mapping.typeField(type);
    String eventId = roles.eventId();
    if (eventId != null) {
      mapping = mapping.eventId(eventId);
    }
    List<@Nullable String> taken = new ArrayList<>();
    taken.add(idField);
    taken.add(time);
    taken.add(type);
    taken.add(eventId);
    for (FieldProposal field : fields) {
      if (!taken.contains(field.path()) && field.type().isPresent()) {
        mapping = mapping.with(mapped(field));
      }
    }
    return mapping;
  }

  private TimeFormat times(String path) {
    FieldProposal field = field(path).orElseThrow();
    for (String alternative : field.alternatives()) {
      if (alternative.startsWith("timestamp(s)")) {
        return TimeFormat.epochSeconds();
      }
      if (alternative.startsWith("timestamp(us)")) {
        return TimeFormat.epochMicros();
      }
    }
    return field.format().times();
  }

  private static ValueMapping mapped(FieldProposal field) {
    return new ValueMapping(
        field.path(), null, field.path(), field.type().orElseThrow(), field.format());
  }

  /** An explanation for a person, some lines for each field. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(source)
        .append(": ")
        .append(records)
        .append(whole ? " records" : " records of more")
        .append(malformed == 0 ? "" : ", " + malformed + " malformed")
        .append('\n');
    text.append(looksLikeEvents() ? "They look like events" : "They look like profiles")
        .append(": identifier in ")
        .append(idField().orElse("no field that can be told"))
        .append(timeField().map(time -> ", time in " + time).orElse(""))
        .append(typeField().map(type -> ", event type in " + type).orElse(""))
        .append(
            looksLikeEvents() && roles.eventId() != null ? ", event id in " + roles.eventId() : "")
        .append('\n');
    for (FieldProposal field : fields) {
      describe(field, text);
    }
    return text.toString();
  }

  private static void describe(FieldProposal field, StringBuilder text) {
    text.append("  ")
        .append(field.path())
        .append(": ")
        .append(field.type().map(Object::toString).orElse("left out"))
        .append(", ")
        .append(field.reason())
        .append('\n');
    text.append("      ")
        .append(field.moreDistinct() ? "more than " : "")
        .append(field.distinct())
        .append(" different");
    if (field.missing() > 0) {
      text.append(", missing in ").append(field.missing()).append(" of ");
      text.append(field.present() + field.missing());
    }
    if (!field.examples().isEmpty()) {
      text.append(", as ").append(String.join(" | ", field.examples()));
    }
    text.append('\n');
    if (!field.alternatives().isEmpty()) {
      text.append("      or ").append(String.join("; or ", field.alternatives())).append('\n');
    }
  }
}
