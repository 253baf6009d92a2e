// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.EventType;

/** Random operations, done to other profiles than the few that they were drawn for. */
final class Retargeted {

  private Retargeted() {}

  /** What {@code operation} does, done to {@code id}. */
  static Operation to(ProfileId id, Operation operation) {
    if (operation instanceof ProfileUpdate update) {
      return to(id, update);
    }
    if (operation instanceof ProfileDocument document) {
      return document
          .content()
          .map(content -> ProfileDocument.of(id, document.name(), content))
          .orElseGet(() -> ProfileDocument.removal(id, document.name()));
    }
    return operation instanceof Event event
        ? to(id, event, event.epochMillis())
        : new ProfileDeletion(id);
  }

  /** What {@code update} does, done to {@code id}. */
  static ProfileUpdate to(ProfileId id, ProfileUpdate update) {
    ProfileUpdate other = ProfileUpdate.of(id);
    update.forEach(
        (name, type, value) -> {
          if (value == null) {
            other.unset(name);
          } else {
            other.set(name, value);
          }
        });
    return other;
  }

  /** The same as {@code event}, id included, but of {@code id} and at {@code epochMillis}. */
  static Event to(ProfileId id, Event event, long epochMillis) {
    // A time that was not given is the least long, which only the factory without a time takes.
    Event other =
        epochMillis == Event.NO_TIME
            ? Event.of(id, EventType.of(event.type()))
            : Event.of(id, event.type(), epochMillis);
    event.forEach((name, type, value) -> other.with(name, value));
    String eventId = event.eventId();
    return eventId == null ? other : other.id(eventId);
  }
}
