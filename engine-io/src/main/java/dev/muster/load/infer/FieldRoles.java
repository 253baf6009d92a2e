// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.value.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which fields look like what every record needs. Judged by name first, since only people know what
 * a value is for; a field with missing values is never chosen.
 *
 * @param id the identifier of the profile, or null
 * @param time the time of an event, or null
 * @param type the type of an event, or null
 * @param eventId the event's own id, or null
 */
record FieldRoles(
    @Nullable String id, @Nullable String time, @Nullable String type, @Nullable String eventId) {

  private static final List<String> IDS =
      List.of(
          "profile_id",
          "customer_id",
          "user_id",
          "client_id",
          "member_id",
          "visitor_id",
          "person_id",
          "account_id",
          "customerid",
          "userid",
          "customer",
          "user",
          "who",
          "id",
          "uid",
          "email");
  private static final List<String> TIMES =
      List.of(
          "event_time",
          "timestamp",
          "time",
          "occurred_at",
          "event_timestamp",
          "created_at",
          "datetime",
          "date",
          "ts",
          "when",
          "at");
  private static final List<String> TYPES =
      List.of("event_type", "event_name", "event", "type", "action", "what");
  private static final List<String> EVENT_IDS =
      List.of("event_id", "transaction_id", "message_id", "uuid", "id");

  /** More than this are no types of events. */
  private static final int TYPES_MAX = 100;

  static FieldRoles of(List<FieldProposal> fields, long records) {
    String id = first(IDS, fields, FieldRoles::isName);
    if (id == null) {
      id = firstWithSuffix(fields);
    }
    String time = first(TIMES, fields, FieldRoles::isTime);
    if (time == null) {
      time =
          fields.stream()
              .filter(field -> whole(field) && isTime(field))
              .map(FieldProposal::path)
              .findFirst()
              .orElse(null);
    }
    String type =
        first(
            TYPES,
            fields,
            field ->
                isOf(field, ValueType.STRING)
                    && field.distinct() <= TYPES_MAX
                    && !field.moreDistinct());
    String chosen = id;
    String eventId =
        first(
            EVENT_IDS,
            fields,
            field ->
                !field.path().equals(chosen)
                    && isName(field)
                    // All told apart: a wrong id makes events vanish as duplicates.
                    && !field.moreDistinct()
                    && field.distinct() == records);
    return new FieldRoles(id, time, type, eventId);
  }

  /** Whether the same profile turns up again and again, with times, or events are named. */
  boolean areOfEvents(List<FieldProposal> fields) {
    if (id == null || time == null) {
      return false;
    }
    boolean repeated =
        fields.stream()
            .anyMatch(field -> field.path().equals(Objects.requireNonNull(id)) && field.repeated());
    return repeated || type != null;
  }

  private interface Test {
    boolean passes(FieldProposal field);
  }

  private static @Nullable String first(List<String> names, List<FieldProposal> fields, Test test) {
    for (String name : names) {
      for (FieldProposal field : fields) {
        if (lastName(field).equals(name) && whole(field) && test.passes(field)) {
          return field.path();
        }
      }
    }
    return null;
  }

  private static @Nullable String firstWithSuffix(List<FieldProposal> fields) {
    return fields.stream()
        .filter(field -> lastName(field).endsWith("id") && whole(field) && isName(field))
        .map(FieldProposal::path)
        .findFirst()
        .orElse(null);
  }

  private static String lastName(FieldProposal field) {
    return field.path().substring(field.path().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean whole(FieldProposal field) {
    return field.missing() == 0 && field.present() > 0;
  }

  private static boolean isName(FieldProposal field) {
    return isOf(field, ValueType.STRING) || isOf(field, ValueType.LONG);
  }

  private static boolean isTime(FieldProposal field) {
    return isOf(field, ValueType.DATE)
        || isOf(field, ValueType.TIMESTAMP)
        || field.alternatives().stream().anyMatch(text -> text.startsWith("timestamp("));
  }

  private static boolean isOf(FieldProposal field, ValueType type) {
    return field.type().filter(type::equals).isPresent();
  }
}
