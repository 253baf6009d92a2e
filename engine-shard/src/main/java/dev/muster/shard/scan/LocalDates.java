// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * From an instant to the date that a calendar on the wall shows in a zone, as an epoch day.
 *
 * <p>The changes of the clock until {@link #LISTED_UNTIL} are listed once, a few hundred at most,
 * and found by halving; later instants ask the rules of the zone. Immutable; safe for all threads.
 */
final class LocalDates implements LongUnaryOperator {

  private static final long DAY_MILLIS = 86_400_000L;

  /** Few values lie behind it, and the rules that zones have today go on for ever. */
  private static final Instant LISTED_UNTIL = Instant.parse("2100-01-01T00:00:00Z");

  private final ZoneRules rules;
  private final long[] changes;

  /** By stretch: before the first change, and behind each. */
  private final long[] offsets;

  LocalDates(ZoneId zone) {
    rules = zone.getRules();
    LongArrayList begins = new LongArrayList();
    LongArrayList offsetMillis = new LongArrayList();
    offsetMillis.add(rules.getOffset(Instant.MIN).getTotalSeconds() * 1_000L);
    ZoneOffsetTransition change = rules.nextTransition(Instant.MIN);
    while (change != null && change.getInstant().isBefore(LISTED_UNTIL)) {
      begins.add(change.toEpochSecond() * 1_000);
      offsetMillis.add(change.getOffsetAfter().getTotalSeconds() * 1_000L);
      change = rules.nextTransition(change.getInstant());
    }
    changes = begins.toLongArray();
    offsets = offsetMillis.toLongArray();
  }

  @Override
  public long applyAsLong(long millis) {
    return Math.floorDiv(millis + offset(millis), DAY_MILLIS);
  }

  private long offset(long millis) {
    if (millis >= LISTED_UNTIL.toEpochMilli()) {
      return rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1_000L;
    }
    int found = Arrays.binarySearch(changes, millis);
    // A change belongs to the stretch that it begins.
    return offsets[found >= 0 ? found + 1 : -found - 1];
  }
}
