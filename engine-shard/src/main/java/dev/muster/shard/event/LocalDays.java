// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.LongUnaryOperator;

/**
 * Numbers instants by the day of a zone that they lie in: epoch days, never decreasing with time.
 *
 * <p>A day lasts from its first instant to that of the next one. Between two changes of the clock
 * the day follows from a fixed offset; where clocks go back across midnight, what comes again
 * belongs to the day that had begun. Allocates nothing once made; confined to one thread.
 */
final class LocalDays implements LongUnaryOperator {

  static final long DAY_MILLIS = 86_400_000L;

  // By stretch between two changes: where it begins, its offset, the day reached before it.
  private final LongArrayList begins = new LongArrayList();
  private final LongArrayList offsets = new LongArrayList();
  private final LongArrayList reached = new LongArrayList();

  /** The stretch of the last instant asked about: neighbours usually share it. */
  private int stretch;

  /** For instants from {@code fromMillis} to {@code toMillis}. O(changes of the clock between). */
  LocalDays(ZoneId zone, long fromMillis, long toMillis) {
    ZoneRules rules = zone.getRules();
    Instant from = Instant.ofEpochMilli(fromMillis);
    add(Long.MIN_VALUE, rules.getOffset(from).getTotalSeconds(), firstDay(zone, from));
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.toEpochSecond() * 1_000 <= toMillis) {
      long begin = change.toEpochSecond() * 1_000;
      long dayBefore = applyAsLong(begin - 1);
      add(begin, change.getOffsetAfter().getTotalSeconds(), dayBefore);
      change = rules.nextTransition(change.getInstant());
    }
  }

  private static long firstDay(ZoneId zone, Instant instant) {
    LocalDate date = instant.atZone(zone).toLocalDate();
    boolean nextHasBegun = !date.plusDays(1).atStartOfDay(zone).toInstant().isAfter(instant);
    return date.toEpochDay() + (nextHasBegun ? 1 : 0);
  }

  private void add(long begin, long offsetSeconds, long dayReached) {
    begins.add(begin);
    offsets.add(offsetSeconds * 1_000);
    reached.add(dayReached);
  }

  @Override
  public long applyAsLong(long millis) {
    while (millis < begins.getLong(stretch)) {
      stretch--;
    }
    while (stretch + 1 < begins.size() && millis >= begins.getLong(stretch + 1)) {
      stretch++;
    }
    long day = Math.floorDiv(millis + offsets.getLong(stretch), DAY_MILLIS);
    return Math.max(day, reached.getLong(stretch));
  }
}
