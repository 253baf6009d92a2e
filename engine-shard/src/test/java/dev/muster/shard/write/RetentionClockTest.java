// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionClockTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Test
  void grain_isAnHourOrAPartOfTheRetention() {
    assertThat(RetentionClock.of(Duration.ofDays(365)).grainMillis()).isEqualTo(HOUR);
    assertThat(RetentionClock.of(Duration.ofDays(2)).grainMillis()).isEqualTo(HOUR);
    assertThat(RetentionClock.of(Duration.ofHours(32)).grainMillis()).isEqualTo(HOUR / 2);
    assertThat(RetentionClock.of(Duration.ofSeconds(64)).grainMillis()).isEqualTo(1_000);
    assertThat(RetentionClock.of(Duration.ofMillis(1)).grainMillis()).isEqualTo(1_000);
  }

  @Test
  void floor_risesByWholeGrains() {
    RetentionClock clock = RetentionClock.of(Duration.ofDays(2));
    long day = Duration.ofDays(1).toMillis();

    assertThat(clock.due(EventFloor.NONE, 5 * day + 7)).isEqualTo(3 * day);
    assertThat(clock.due(3 * day, 5 * day + HOUR - 1)).isEqualTo(3 * day);
    assertThat(clock.due(3 * day, 5 * day + HOUR)).isEqualTo(3 * day + HOUR);
    assertThat(clock.due(3 * day, 4 * day)).isEqualTo(3 * day);
    // A floor of another grain, from an earlier opening.
    assertThat(clock.due(3 * day + 1, 5 * day + HOUR)).isEqualTo(3 * day + 1);
    assertThat(clock.due(3 * day + 1, 5 * day + 2 * HOUR)).isEqualTo(3 * day + 2 * HOUR);
    assertThat(clock.due(EventFloor.NONE, day)).isEqualTo(-day);
  }

  /**
   * Whatever the clock shows, the floor takes nothing that the retention keeps, and never falls.
   */
  @SeededTest
  void floor_staysBehindTheRetention(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    Duration retention =
        choice.of(List.of(Duration.ofMillis(1), Duration.ofHours(5), Duration.ofDays(90)));
    RetentionClock clock = RetentionClock.of(retention);
    long floor = EventFloor.NONE;
    long now = choice.between(-5_000_000_000L, 5_000_000_000L);
    long latest = now;
    for (int i = 0; i < 100; i++) {
      long due = clock.due(floor, now);

      assertThat(due).isGreaterThanOrEqualTo(floor);
      assertThat(due).isLessThanOrEqualTo(latest - retention.toMillis());
      assertThat(due).isGreaterThan(now - retention.toMillis() - 2 * clock.grainMillis());
      floor = due;
      now += choice.between(-clock.grainMillis(), 3 * clock.grainMillis());
      latest = Math.max(latest, now);
    }
  }
}
