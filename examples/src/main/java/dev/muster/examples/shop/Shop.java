// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import dev.muster.profile.Event;
import dev.muster.profile.ProfileUpdate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A synthetic shop: the same customers and events for the same sizes and seed, on every machine.
 *
 * @param profileCount customers, in [1, {@link #PROFILES_MAX}]
 * @param eventCount what they did, in [0, {@link #EVENTS_MAX}]
 * @param seed chooses one of the possible shops
 */
public record Shop(int profileCount, long eventCount, long seed) {

  /** More would not fit into one machine's memory. */
  public static final int PROFILES_MAX = 100_000_000;

  /** A bound under which the arithmetic of event times cannot overflow. */
  public static final long EVENTS_MAX = 1_000_000_000L;

  /** The span of the events. */
  public static final int DAYS = 90;

  /** The day on which the span is over. */
  public static final LocalDate END_DATE = LocalDate.of(2026, 1, 1);

  /** The end of the span, excluded: the {@code now} of every question. */
  public static final Instant END = END_DATE.atStartOfDay().toInstant(ZoneOffset.UTC);

  /** Where its customers live, the most first. */
  public static final List<String> COUNTRIES =
      List.of("ID", "IN", "BR", "US", "DE", "PL", "MX", "VN", "NG", "FR", "JP", "PT");

  static final long END_MILLIS = END.toEpochMilli();
  static final long START_MILLIS = END_MILLIS - DAYS * 86_400_000L;

  /** The last week of November is a sale. */
  static final long SALE_FROM_MILLIS = Instant.parse("2025-11-24T00:00:00Z").toEpochMilli();

  static final long SALE_TO_MILLIS = Instant.parse("2025-12-01T00:00:00Z").toEpochMilli();

  public Shop {
    if (profileCount < 1 || profileCount > PROFILES_MAX) {
      throw new IllegalArgumentException(
          "the number of profiles must be in [1, " + PROFILES_MAX + "], profiles=" + profileCount);
    }
    if (eventCount < 0 || eventCount > EVENTS_MAX) {
      throw new IllegalArgumentException(
          "the number of events must be in [0, " + EVENTS_MAX + "], events=" + eventCount);
    }
  }

  /** The customers, made one by one as they are asked for. */
  public Iterator<ProfileUpdate> profiles() {
    ShopProfiles profiles = new ShopProfiles(seed);
    return IntStream.range(0, profileCount).mapToObj(profiles::profile).iterator();
  }

  /** What they did, in order of time, made one by one as it is asked for. */
  public Iterator<Event> events() {
    return new ShopEvents(profileCount, eventCount, seed);
  }
}
