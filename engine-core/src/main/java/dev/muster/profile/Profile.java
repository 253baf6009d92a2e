// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.schema.Attribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one profile at one position. Immutable.
 *
 * @param id who
 * @param attributes values by attribute name, in canonical form; a missing one is not there
 * @param events the latest events, newest first, as many as were asked for
 * @param documents the size in bytes of each document by its name. Documents have no positions:
 *     these are the latest ones
 */
public record Profile(
    ProfileId id,
    Map<String, Object> attributes,
    List<RecordedEvent> events,
    Map<String, Integer> documents) {

  public Profile {
    attributes = Map.copyOf(attributes);
    events = List.copyOf(events);
    documents = Map.copyOf(documents);
  }

  /** A profile without documents. */
  public Profile(ProfileId id, Map<String, Object> attributes, List<RecordedEvent> events) {
    this(id, attributes, events, Map.of());
  }

  /** The value of {@code attribute}, or null if it is missing. */
  public <V> @Nullable V value(Attribute<V> attribute) {
    Object value = attributes.get(attribute.name());
    if (value == null) {
      return null;
    }
    @SuppressWarnings("unchecked") // the canonical class of the attribute's type is V
    V typed = (V) attribute.type().kind().javaClass().cast(value);
    return typed;
  }
}
