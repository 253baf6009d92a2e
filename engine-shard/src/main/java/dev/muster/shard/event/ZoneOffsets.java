// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the clocks of a place are ahead of UTC at every instant: a table of the changes up to the
 * year 2100, and the rules themselves from there on.
 *
 * <p>A few hundred entries for a place whose clocks change twice a year, made once per place and
 * kept. Immutable; any thread. Equal if the place is.
 */
public final class ZoneOffsets {

  /** Rules go on for ever. Events of later years cost a look into the rules each. */
  private static final long TABLE_END_MILLIS = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  /** Bounded by the places that the JDK knows: fixed offsets are not kept. */
  private static final ConcurrentHashMap<ZoneId, ZoneOffsets> KNOWN = new ConcurrentHashMap<>();

  private final ZoneId zone;
  private final ZoneRules rules;

  // By stretch between two changes: where it begins, and its offset in milliseconds.
  private final long[] begins;
  private final long[] offsets;

  /** Where the last stretch ends and the table says no more. */
  private final long end;

  private ZoneOffsets(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
    Instant first = Instant.ofEpochMilli(Long.MIN_VALUE);
    LongArrayList stretchBegins = LongArrayList.of(Long.MIN_VALUE);
    LongArrayList stretchOffsets = LongArrayList.of(offsetMillis(first));
    ZoneOffsetTransition change = rules.nextTransition(first);
    while (change != null && changeMillis(change) < TABLE_END_MILLIS) {
      stretchBegins.add(changeMillis(change));
      stretchOffsets.add(change.getOffsetAfter().getTotalSeconds() * 1_000L);
      change = rules.nextTransition(change.getInstant());
    }
    this.begins = stretchBegins.toLongArray();
    this.offsets = stretchOffsets.toLongArray();
    this.end = end(change);
  }

  /** The offsets of {@code zone}. */
  public static ZoneOffsets of(ZoneId zone) {
    return zone.getRules().isFixedOffset()
        ? new ZoneOffsets(zone)
        : KNOWN.computeIfAbsent(zone, ZoneOffsets::new);
  }

  private static long changeMillis(ZoneOffsetTransition change) {
    return change.toEpochSecond() * 1_000;
  }

  private static long end(@Nullable ZoneOffsetTransition change) {
    return change == null ? Long.MAX_VALUE : changeMillis(change);
  }

  private long offsetMillis(Instant instant) {
    return rules.getOffset(instant).getTotalSeconds() * 1_000L;
  }

  /**
   * Puts into {@code local} what the clocks show at the first {@code count} of {@code times}, as
   * milliseconds since the beginning of 1970 by those clocks. Allocates nothing before 2100.
   */
  void toLocal(long[] times, int count, long[] local) {
    // The stretch of the event before: neighbours usually share it.
    long begin = 0;
    long limit = 0;
    long offset = 0;
    for (int i = 0; i < count; i++) {
      long time = times[i];
      if (time < begin || time >= limit) {
        if (time >= end) {
          local[i] = time + offsetMillis(Instant.ofEpochMilli(time));
          continue;
        }
        int stretch = stretch(time);
        begin = begins[stretch];
        limit = limit(stretch);
        offset = offsets[stretch];
      }
      local[i] = time + offset;
    }
  }

  /**
   * Whether no clock changes from {@code fromMillis} to {@code toMillis}, as far as it is known.
   */
  boolean isConstant(long fromMillis, long toMillis) {
    return fromMillis < end && toMillis < limit(stretch(fromMillis));
  }

  /** The offset at {@code millis}, which must lie before the end of the table. */
  long offset(long millis) {
    return offsets[stretch(millis)];
  }

  private long limit(int stretch) {
    return stretch + 1 < begins.length ? begins[stretch + 1] : end;
  }

  private int stretch(long millis) {
    int found = Arrays.binarySearch(begins, millis);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ZoneOffsets same && zone.equals(same.zone);
  }

  @Override
  public int hashCode() {
    return zone.hashCode();
  }

  @Override
  public String toString() {
    return zone.toString();
  }
}
