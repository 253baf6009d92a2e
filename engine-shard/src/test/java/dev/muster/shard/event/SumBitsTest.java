// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.scan.RowMask;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumBitsTest {

  /** Sums in clusters, about the bounds and at both ends. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void within_agreesWithPlainComparisons(long seed) {
    Random random = new Random(seed);
    SumBits bits = new SumBits();
    int[] ends = {-SmallSumMeasure.SUM_MAX - 1, -7, 0, 3, 5, SmallSumMeasure.SUM_MAX + 1};
    int[] sums = new int[RowMask.ROWS];
    for (int row = 0; row < RowMask.ROWS; row++) {
      sums[row] = random.nextInt(4) == 0 ? random.nextInt(12) - 5 : 0;
      if (random.nextInt(1_000) == 0) {
        sums[row] = random.nextBoolean() ? SmallSumMeasure.SUM_MAX : -SmallSumMeasure.SUM_MAX;
      }
    }
    for (int low : ends) {
      for (int high : ends) {
        long[] expected = RowMask.create();
        for (int row = 0; row < RowMask.ROWS; row++) {
          RowMask.set(expected, row, low <= sums[row] && sums[row] <= high);
        }

        long[] result = bits.within(sums, low, high);

        assertThat(result).as("%d to %d", low, high).isEqualTo(expected);
      }
    }
  }
}
