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
    int spread = choice.of(List.of(1, 2, 3, 12, 200, 5_000, 60_000, 1 << 21, 1 << 30));
    int oddPercent = choice.of(List.of(0, 0, 1));
    int rows = 600;
    long[] model = new long[rows];
    ColumnVector vector = ColumnVector.EMPTY;
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
      if (choice.chance(1)) {
        vector = choice.chance(50) ? vector.packed(min, max) : vector.narrowed(min, max);
      }
    }

    for (int row = 0; row < rows; row++) {
      assertThat(vector.get(row)).isEqualTo(model[row]);
    }
    for (int i = 0; i < 200; i++) {
      long low = model[choice.below(rows)] + choice.below(3) - 1;
      long high = choice.chance(10) ? Long.MAX_VALUE : model[choice.below(rows)] - choice.below(2);
      low = choice.chance(10) ? Long.MIN_VALUE : low;
      int row = choice.below(rows);
      long cell = vector.cell(row);
      boolean inside = vector.cellFrom(low) <= cell && cell <= vector.cellTo(high);
      assertThat(inside).isEqualTo(low <= model[row] && model[row] <= high);
    }
  }

  @Test
  void secondsAndQuarters_takeTheBitsOfTheirNumber() {
    assertThat(packed(1_700_000_000_000L, 1_000).bits).isEqualTo(16);
    assertThat(packed(0, 25).bits).isEqualTo(8);
    assertThat(packed(3, 1).scale).isEqualTo(1);
  }

  @Test
  void valueThatIsNoMultiple_endsTheScaleForGood() {
    ColumnVector odd = packed(0, 25).widened(3, 26, 0, 255 * 25);
    odd.set(3, 26);
    assertThat(odd.packed(0, 255 * 25).bits).isEqualTo(13);
    odd.set(3, 75);

    assertThat(odd.packed(0, 255 * 25).bits).isEqualTo(13);
    assertThat(odd.narrowed(0, 255 * 25).bits).isEqualTo(8);
  }

  @Test
  void bits_areWhatTheRangeNeeds() {
    long[] ranges = {
      0, 1, 2, 3, 4, 80, 5_000, (1 << 28) - 1, 1 << 28, (1L << 57) - 1, 1L << 57, -1
    };
    int[] bits = {0, 1, 2, 2, 3, 7, 13, 28, 29, 57, 64, 64};
    for (int i = 0; i < ranges.length; i++) {
      assertThat(ColumnVector.spanning(0, -7, -7 + ranges[i]).bits).isEqualTo(bits[i]);
    }
  }

  /** Between packing and packing, each new vector must be good for many values. */
  @Test
  void sequencesThatArePackedAllTheTime_rarelyNeedNewVectors() {
    for (int step : new int[] {-3, 3}) {
      ColumnVector vector = ColumnVector.EMPTY;
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      int made = 0;
      for (int i = 0; i < 20_000; i++) {
        long value = 1_000_000 + (long) i * step;
        if (!vector.fits(i % 256, value)) {
          vector = vector.widened(i % 256, value, min, max);
          made++;
        }
        min = Math.min(min, value);
        max = Math.max(max, value);
        vector.set(i % 256, value);
        vector = vector.packed(min, max);
      }

      assertThat(made).isLessThan(150);
    }
  }

  /** 256 values on a scale, packed. */
  private static ColumnVector packed(long base, long scale) {
    ColumnVector vector = ColumnVector.EMPTY;
    long max = Long.MIN_VALUE;
    for (int row = 0; row < 256; row++) {
      long value = base + scale * (scale == 1_000 ? row * row : row);
      if (!vector.fits(row, value)) {
        vector = vector.widened(row, value, row == 0 ? Long.MAX_VALUE : base, max);
      }
      vector.set(row, value);
      max = value;
    }
    return vector.packed(base, max);
  }
}
