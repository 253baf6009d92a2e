// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeSlicesTest {

  private static final long DAY = EventScenario.DAY;

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L);
  }

  /** Seconds to many thousand years, before and after the epoch, on the edges and off. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void indexOf_findsTheSliceThatBeginsAtOrBefore(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      long min = (random.nextLong() >> 15 + random.nextInt(45)) / 2;
      long range = (RowInstants.RANGE_MAX - 1) >> random.nextInt(40);
      long within = random.nextLong() >>> 1 + random.nextInt(60);
      TimeSlices slices = TimeSlices.notLongerThan(within, min, min + range);
      if (random.nextInt(3) == 0) {
        slices = slices.coarser();
      }
      assertThat(slices.count()).isBetween(1, TimeSlices.COUNT_MAX);
      for (int j = 0; j < 5; j++) {
        long time = min + (long) (random.nextDouble() * range);
        if (random.nextBoolean()) {
          time = Math.max(min, Math.floorDiv(time, DAY) * DAY - random.nextInt(2));
        }
        int slice = slices.indexOf(time);
        assertThat(slice).isBetween(0, slices.count() - 1);
        assertThat(slices.start(slice)).isLessThanOrEqualTo(time);
        assertThat(slices.start(slice + 1)).isGreaterThan(time);
        long millis = (long) ((time - min) * random.nextDouble());
        assertThat(slice - slices.indexOf(time - millis)).isBetween(0, slices.reach(millis));
      }
    }
  }
}
