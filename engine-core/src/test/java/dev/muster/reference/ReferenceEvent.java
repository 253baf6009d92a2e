// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.profile.RecordedEvent;
import java.time.Instant;
import java.util.Map;

/**
 * One accepted event.
 *
 * @param type name of its type
 * @param epochMillis when it happened
 * @param sequence order of acceptance among all events of the engine
 * @param properties canonical values by property name; a missing one is not there
 */
record ReferenceEvent(
    String type, long epochMillis, long sequence, Map<String, Object> properties) {

  RecordedEvent recorded() {
    return new RecordedEvent(type, Instant.ofEpochMilli(epochMillis), properties);
  }
}
