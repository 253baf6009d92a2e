// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityDaysTest {

  private final ActivityDays days = new ActivityDays();

  @Test
  void day_isOfUtcAndCutToItsBounds() {
    assertThat(ActivityDays.day(Instant.parse("1970-01-11T23:59:59.999Z").toEpochMilli()))
        .isEqualTo(10);
    assertThat(ActivityDays.day(Instant.parse("1970-01-12T00:00:00Z").toEpochMilli()))
        .isEqualTo(11);
    assertThat(ActivityDays.day(Long.MIN_VALUE)).isEqualTo(1);
    assertThat(ActivityDays.day(Long.MAX_VALUE)).isEqualTo(65_535);
  }

  @Test
  void nextBefore_findsEntriesInOrder_andNoneThatNobodyKnows() {
    days.touch(3, 20);
    days.touch(700, 10);
    days.touch(65_535, 20);
    days.touch(65_536, 20);
    days.touch(3, 21);

    assertThat(days.end()).isEqualTo(65_537);
    assertThat(days.nextBefore(0, 70_000, 21)).isEqualTo(700);
    assertThat(days.nextBefore(701, 70_000, 21)).isEqualTo(65_535);
    assertThat(days.nextBefore(65_536, 70_000, 21)).isEqualTo(65_536);
    assertThat(days.nextBefore(0, 70_000, 22)).isEqualTo(3);
    assertThat(days.nextBefore(0, 70_000, 10)).isEqualTo(70_000);
    assertThat(days.nextBefore(0, 700, 11)).isEqualTo(700);
  }

  /** Two bytes an identifier. */
  @Test
  void size_followsTheEntries() {
    assertThat(days.sizeBytes()).isZero();
    days.touch(5, 1);
    assertThat(days.sizeBytes()).isEqualTo(2 * 65_536);
    days.touch(65_536 * 3, 1);
    assertThat(days.sizeBytes()).isEqualTo(4 * 2 * 65_536);
  }

  @Test
  void image_isTakenUpAgain_andDoesNotFollowLaterWrites() {
    days.touch(5, 7);
    days.touch(66_000, 9);
    char[] image = days.image();
    days.touch(5, 8);
    ActivityDays restored = new ActivityDays();

    restored.restore(image, 66_002, 30);

    assertThat(restored.nextBefore(0, 70_000, 8)).isEqualTo(5);
    assertThat(restored.nextBefore(6, 70_000, 10)).isEqualTo(66_000);
    // Of the others only that day is known.
    assertThat(restored.nextBefore(0, 70_000, 31)).isZero();
    assertThat(restored.nextBefore(66_001, 70_000, 31)).isEqualTo(66_001);
    assertThat(restored.end()).isEqualTo(66_002);
  }
}
