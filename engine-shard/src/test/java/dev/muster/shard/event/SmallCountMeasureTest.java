// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallCountMeasureTest {

  private static final long[] BOUNDS = {-1, 0, 1, 2, 3, 126, 127, 128, Integer.MAX_VALUE};

  private final EventScratch scratch = new EventScratch();

  /** Counts on both sides of the greatest one that is told apart, and ranges about them. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3})
  void passing_agreesWithPlainCounts(long seed) {
    Random random = new Random(seed);
    int[] counts = new int[RowMask.ROWS];
    for (int row = 0; row < 128; row++) {
      int[] some = {0, 1, 2, 3, 4, 125, 126, 127, 128, 129, 255, 256, 300};
      counts[row] = some[random.nextInt(some.length)];
    }
    for (long low : BOUNDS) {
      for (long high : BOUNDS) {
        LongTest.Range test = new LongTest.Range(low, high);
        if (SmallCountMeasure.suits(test)) {
          check(counts, test);
        }
      }
    }
  }

  private void check(int[] counts, LongTest.Range test) {
    scratch.begin();
    SmallCountMeasure measure = new SmallCountMeasure(scratch, test);
    long[] expected = new long[2];
    for (int row = 0; row < 128; row++) {
      char[] rows = new char[counts[row] + 1];
      Arrays.fill(rows, (char) row);
      scratch.touch(rows, 0, 1);
      measure.accept(rows, 1, counts[row], new long[0], new long[0]);
      expected[row >>> 6] |= (test.test(counts[row]) ? 1L : 0L) << row;
    }

    assertThat(measure.passing(0, -1L)).as("%s", test).isEqualTo(expected[0]);
    assertThat(measure.passing(1, 0xFFL)).as("%s", test).isEqualTo(expected[1] & 0xFFL);
  }

  @Test
  void suits_whatAsksForNoCountBeyondAByte() {
    assertThat(SmallCountMeasure.suits(new LongTest.Range(3, Long.MAX_VALUE))).isTrue();
    assertThat(SmallCountMeasure.suits(new LongTest.Range(127, Long.MAX_VALUE))).isTrue();
    assertThat(SmallCountMeasure.suits(new LongTest.Range(-9, 126))).isTrue();
    assertThat(SmallCountMeasure.suits(new LongTest.Range(128, Long.MAX_VALUE))).isFalse();
    assertThat(SmallCountMeasure.suits(new LongTest.Range(2, 127))).isFalse();
    assertThat(SmallCountMeasure.suits(new LongTest.Range(2, -1))).isFalse();
    assertThat(SmallCountMeasure.suits((LongTest.Range) LongTest.Range.ALWAYS)).isFalse();
  }

  @Test
  void value_isNotKnown() {
    SmallCountMeasure measure = new SmallCountMeasure(scratch, new LongTest.Range(3, 5));

    assertThatThrownBy(() -> measure.value(17, new MeasuredValue()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("row=17");
  }
}
