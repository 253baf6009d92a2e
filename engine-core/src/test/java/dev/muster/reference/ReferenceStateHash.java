// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.GeoPoint;
import dev.muster.value.XxHash64;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hash of a state, from its names and canonical values one by one. */
final class ReferenceStateHash {

  private static final int ATTRIBUTE = 1;
  private static final int CHANGE = 2;
  private static final int EVENTS = 3;
  private static final int PROPERTY = 4;
  private static final int TIME = 5;
  private static final int SEGMENT = 6;

  private ReferenceStateHash() {}

  /**
   * The hash of everything.
   *
   * @param versions of the segments, those of removed ones among them
   * @param fromMillis the first instant of which events are kept
   */
  static long of(
      Schema schema,
      Map<String, Predicate> segments,
      Map<String, Long> versions,
      Map<ProfileId, ReferenceProfile> profiles,
      long fromMillis) {
    long ofSegments = 0;
    for (String name : segments.keySet()) {
      long content = mix(hash(segments.get(name).toText(), 0) + versions.get(name));
      ofSegments += mix(hash(name, SEGMENT) ^ content);
    }
    long ofProfiles = 0;
    for (ProfileId id : profiles.keySet()) {
      ofProfiles += mix(hash(id.value(), 0) ^ mix(profile(schema, profiles.get(id), fromMillis)));
    }
    return mix(mix(mix(schema(schema)) ^ ofSegments) ^ ofProfiles);
  }

  private static long schema(Schema schema) {
    long sum = 0;
    for (Attribute<?> attribute : schema.attributes()) {
      String tracked = schema.tracksChanges(attribute.name()) ? " tracked" : "";
      sum += mix(hash(attribute.name(), ATTRIBUTE) ^ hash(attribute.type() + tracked, 0));
    }
    for (EventType type : schema.eventTypes()) {
      long properties = 0;
      for (Property<?> property : type.properties()) {
        properties += mix(hash(property.name(), PROPERTY) ^ hash(property.type().toString(), 0));
      }
      sum += mix(hash(type.name(), EVENTS) ^ properties);
    }
    return sum;
  }

  private static long profile(Schema schema, ReferenceProfile profile, long fromMillis) {
    long sum = 0;
    for (String name : profile.attributes.keySet()) {
      sum += mix(hash(name, ATTRIBUTE) ^ word(profile.attributes.get(name)));
    }
    for (String name : profile.changedMillis.keySet()) {
      sum += mix(hash(name, CHANGE) ^ profile.changedMillis.get(name));
    }
    for (EventType type : schema.eventTypes()) {
      List<ReferenceEvent> events =
          profile.events.stream()
              .filter(event -> event.type().equals(type.name()))
              .filter(event -> event.epochMillis() >= fromMillis)
              .sorted(
                  Comparator.comparingLong(ReferenceEvent::epochMillis)
                      .thenComparingLong(ReferenceEvent::sequence))
              .toList();
      long chain = hash(type.name(), EVENTS);
      for (ReferenceEvent event : events) {
        chain = mix(chain ^ event(event));
      }
      sum += events.isEmpty() ? 0 : chain;
    }
    return sum;
  }

  private static long event(ReferenceEvent event) {
    long sum = mix(hash("", TIME) ^ event.epochMillis());
    for (String name : event.properties().keySet()) {
      sum += mix(hash(name, PROPERTY) ^ word(event.properties().get(name)));
    }
    return sum;
  }

  private static long word(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    if (value instanceof LocalDate date) {
      return date.toEpochDay();
    }
    if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    if (value instanceof GeoPoint point) {
      return ((long) point.latitudeSteps() << 32) + Integer.toUnsignedLong(point.longitudeSteps());
    }
    if (value instanceof Set<?> members) {
      return members.stream().mapToLong(member -> mix(hash((String) member, 0))).sum();
    }
    return hash(value.toString(), 0);
  }

  private static long hash(String text, long seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return XxHash64.of(bytes, 0, bytes.length, seed);
  }

  private static long mix(long word) {
    long z = word;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
