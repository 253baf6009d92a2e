// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanSplitTest {

  private static final long DAY = EventScenario.DAY;

  @Test
  void denseDays_getSpansOfTheirOwn() {
    long[] times = {0, 1, 2, 3, DAY, DAY + 1, DAY + 2, DAY + 3};

    SpanSplit split = new SpanSplit(times, times.length, 4);

    assertThat(split.spans()).containsExactly(new DaySpan(0, 0), new DaySpan(0, 1));
    assertThat(split.indexOf(DAY - 1)).isZero();
    assertThat(split.indexOf(DAY)).isOne();
  }

  @Test
  void thinDays_shareASpan() {
    long[] times = {0, DAY, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 6 * DAY, 7 * DAY};

    SpanSplit split = new SpanSplit(times, times.length, 4);

    assertThat(split.spans()).containsExactly(new DaySpan(2, 0), new DaySpan(2, 1));
  }

  /** A few late events do not put today into the span of a month. */
  @Test
  void lateEvents_leaveTheDenseDayItsOwnSpan() {
    long[] times = new long[20];
    times[0] = 3 * DAY;
    for (int i = 1; i < times.length; i++) {
      times[i] = 31 * DAY + i;
    }

    SpanSplit split = new SpanSplit(times, times.length, 8);

    assertThat(split.spans().get(split.indexOf(31 * DAY + 1))).isEqualTo(new DaySpan(0, 31));
  }

  @Test
  void noSpan_reachesAcrossTheEpoch() {
    long[] times = {-1, 0};

    SpanSplit split = new SpanSplit(times, times.length, 4);

    assertThat(split.spans()).containsExactly(new DaySpan(0, -1), new DaySpan(0, 0));
  }

  /** From one day to 20,000 years. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyTime_liesInItsSpan(long seed) {
    Random random = new Random(seed);
    long range = (long) (DAY * Math.pow(10, random.nextDouble() * 7));
    long base = (long) (random.nextGaussian() * range);
    long[] times = random.longs(500, base, base + range).toArray();

    SpanSplit split = new SpanSplit(times, times.length, 10);

    for (long time : times) {
      assertThat(split.spans().get(split.indexOf(time)).contains(time)).isTrue();
    }
    assertThat(split.spans()).doesNotHaveDuplicates();
  }
}
