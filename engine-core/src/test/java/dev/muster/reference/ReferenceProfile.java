// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything held about one live profile: its attributes, its events in order of acceptance, and
 * the ingest times at which each event id was accepted. Goes away as a whole when it is deleted.
 */
final class ReferenceProfile {

  final Map<String, Object> attributes = new HashMap<>();

  /** When each value of a tracked attribute was written that was not there before. */
  final Map<String, Long> changedMillis = new HashMap<>();

  final List<ReferenceEvent> events = new ArrayList<>();

  final Map<String, byte[]> documents = new HashMap<>();

  /** The UTC day of the latest update or event that was taken, by ingest time. */
  long activeDay;

  private final Map<String, List<Long>> acceptedIds = new HashMap<>();

  /** Whether an event with this id was accepted less than {@code horizonMillis} before. */
  boolean hasAccepted(String eventId, long ingestMillis, long horizonMillis) {
    for (long first : acceptedIds.getOrDefault(eventId, List.of())) {
      long age = ingestMillis - first;
      if (0 <= age && age < horizonMillis) {
        return true;
      }
    }
    return false;
  }

  void remember(String eventId, long ingestMillis) {
    acceptedIds.computeIfAbsent(eventId, id -> new ArrayList<>()).add(ingestMillis);
  }
}
