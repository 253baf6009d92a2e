// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the engine holds it. Immutable.
 *
 * @param type name of its type
 * @param time when it happened
 * @param properties its properties by name, in canonical form; a missing one is not there
 */
public record RecordedEvent(String type, Instant time, Map<String, Object> properties) {

  public RecordedEvent {
    properties = Map.copyOf(properties);
  }

  /** The value of the property called {@code name}, or null. */
  public @Nullable Object property(String name) {
    return properties.get(name);
  }
}
