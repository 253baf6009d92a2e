// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnVectorTest {

  /**
   * Values come back, and each range of values is the same range of cells. Regimes: multiples of
   * one or many numbers, around any base, now and then one that is no multiple.
   */
  @SeededTest(count = 300)
  void vector_agreesWithAnArray(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    long scale = choice.of(List.of(1L, 25L, 1_000L, 86_400_000L, 1L << 40, 1L << 61));
    long base = choice.of(List.of(0L, 7L, -5_000L, 1_700_000_000_000L, Long.MIN_VALUE, 1L << 62));
    int spread = choice.of(List.of(1, 2, 200, 60_000, 1 << 30));
    int oddPercent = choice.of(List.of(0, 0, 1));
    int rows = 600;
    long[] model = new long[rows];
    ColumnVector vector = ColumnVector.empty();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < 2_000; i++) {
      int row = i < rows ? i : choice.below(rows);
      long value = base + scale * choice.below(spread) + (choice.chance(oddPercent) ? 1 : 0);
      if (!vector.fits(row, value)) {
        vector = vector.widened(row, value, min, max);
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
      vector.set(row, value);
      model[row] = value;
    }
    vector = choice.chance(50) ? vector.narrowed(min, max) : vector;

    for (int row = 0; row < rows; row++) {
      assertThat(vector.get(row)).isEqualTo(model[row]);
    }
    for (int i = 0; i < 200; i++) {
      long low = model[choice.below(rows)] + choice.below(3) - 1;
      long high = choice.chance(10) ? Long.MAX_VALUE : model[choice.below(rows)] - choice.below(2);
      low = choice.chance(10) ? Long.MIN_VALUE : low;
      int row = choice.below(rows);
      long cell = vector.width == 8 ? vector.get(row) : vector.cell(row);
      boolean inside = vector.cellFrom(low) <= cell && cell <= vector.cellTo(high);
      assertThat(inside).isEqualTo(low <= model[row] && model[row] <= high);
    }
  }

  @Test
  void secondsAndQuarters_takeHalf() {
    assertThat(filled(1_700_000_000_000L, 1_000).width).isEqualTo(2);
    assertThat(filled(0, 25).width).isEqualTo(1);
    assertThat(filled(0, 25).widened(3, 26, 0, 255 * 25).width).isEqualTo(2);
    assertThat(filled(3, 1).scale).isEqualTo(1);
  }

  private static ColumnVector filled(long base, long scale) {
    ColumnVector vector = ColumnVector.empty();
    long max = Long.MIN_VALUE;
    for (int row = 0; row < 256; row++) {
      long value = base + scale * (scale == 1_000 ? row * row : row);
      if (!vector.fits(row, value)) {
        vector = vector.widened(row, value, row == 0 ? Long.MAX_VALUE : base, max);
      }
      vector.set(row, value);
      max = value;
    }
    return vector;
  }
}
