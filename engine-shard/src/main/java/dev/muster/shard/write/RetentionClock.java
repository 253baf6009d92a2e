// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.time.Duration;

/**
 * When the floor of events rises, and to where: it follows the clock at the distance of the
 * retention, in steps of one grain, so that it is raised, and runs are rewritten for it, a few
 * dozen times in the life of an event and not with every epoch. Immutable.
 *
 * @param retentionMillis how long events are kept
 * @param grainMillis the length of a step
 */
record RetentionClock(long retentionMillis, long grainMillis) {

  private static final Duration HOUR = Duration.ofHours(1);

  /** From this retention on an hour is precise enough. */
  private static final Duration LONG_RETENTION = Duration.ofDays(2);

  /** A shorter retention is divided into so many steps, of a second at least. */
  private static final int STEPS = 64;

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The clock of a retention of {@code retention}. */
  static RetentionClock of(Duration retention) {
    long millis = retention.toMillis();
    long grain =
        retention.compareTo(LONG_RETENTION) >= 0
            ? HOUR.toMillis()
            : Math.max(SECOND.toMillis(), millis / STEPS);
    return new RetentionClock(millis, grain);
  }

  /**
   * The floor that is due when it is {@code nowMillis}: {@code floorMillis}, unless the clock has
   * gone on by a grain. Never after the first instant that the retention keeps.
   */
  long due(long floorMillis, long nowMillis) {
    long kept = nowMillis - retentionMillis;
    long rounded = kept - Math.floorMod(kept, grainMillis);
    boolean rises = floorMillis == EventFloor.NONE || rounded - floorMillis >= grainMillis;
    return rises ? rounded : floorMillis;
  }
}
