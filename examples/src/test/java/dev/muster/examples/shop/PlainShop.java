// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import dev.muster.profile.Event;
import dev.muster.profile.ProfileUpdate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The shop in plain collections: the slow, obvious twin of an engine that was fed with it. */
final class PlainShop {

  private static final long DAY_MILLIS = 86_400_000L;

  /** One event: its type, how many milliseconds before the end it happened, and its properties. */
  record PlainEvent(String type, long agoMillis, Map<String, Object> properties) {

    Object get(String property) {
      return properties.get(property);
    }
  }

  /** One customer. */
  record PlainProfile(Map<String, Object> attributes, List<PlainEvent> events) {

    boolean is(String attribute, Object value) {
      return value.equals(attributes.get(attribute));
    }

    long number(String attribute) {
      return attributes.containsKey(attribute) ? (Long) attributes.get(attribute) : -1;
    }

    List<PlainEvent> did(String type, int fromDays, int toDays) {
      return events.stream()
          .filter(event -> event.type.equals(type))
          .filter(event -> event.agoMillis >= fromDays * DAY_MILLIS)
          .filter(event -> event.agoMillis < toDays * DAY_MILLIS)
          .toList();
    }

    static BigDecimal sum(List<PlainEvent> events) {
      return events.stream()
          .map(event -> (BigDecimal) event.get("amount"))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private final Map<String, PlainProfile> profiles = new LinkedHashMap<>();

  PlainShop(Shop shop) {
    shop.profiles().forEachRemaining(this::add);
    shop.events().forEachRemaining(this::add);
  }

  private void add(ProfileUpdate update) {
    Map<String, Object> attributes = new HashMap<>();
    update.forEach((name, type, value) -> attributes.put(name, value));
    profiles.put(update.profileId().value(), new PlainProfile(attributes, new ArrayList<>()));
  }

  private void add(Event event) {
    Map<String, Object> properties = new HashMap<>();
    event.forEach((name, type, value) -> properties.put(name, value));
    profiles
        .get(event.profileId().value())
        .events()
        .add(new PlainEvent(event.type(), Shop.END_MILLIS - event.epochMillis(), properties));
  }

  /** How many customers pass. */
  long count(Predicate<PlainProfile> predicate) {
    return profiles.values().stream().filter(predicate).count();
  }

  /** The ids of the customers that pass. */
  Stream<String> ids(Predicate<PlainProfile> predicate) {
    return profiles.entrySet().stream()
        .filter(entry -> predicate.test(entry.getValue()))
        .map(Map.Entry::getKey);
  }
}
