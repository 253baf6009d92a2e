// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSlicesTest {

  private final RowSlices slices = new RowSlices();
  private final long[] found = RowMask.create();
  private final char[] listed = new char[EventBlock.BATCH_EVENTS];

  /** Few rows, so that they are marked again; so many slices that numbers run out several times. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void list_agreesWithAMapOfRows(long seed) {
    Random random = new Random(seed);
    for (int scan = 0; scan < 60; scan++) {
      int count = 1 + random.nextInt(TimeSlices.COUNT_MAX);
      slices.begin(count);
      RowMask.clear(found);
      RowMask.add(found, random.nextInt(100));
      Map<Integer, Integer> latest = new HashMap<>();
      for (int slice = 0; slice < count; slice += 1 + random.nextInt(count)) {
        char[] rows = rows(random);
        slices.mark(slice, rows, 2, rows.length - 2);
        for (int i = 2; i < rows.length; i++) {
          latest.put((int) rows[i], slice);
        }

        int since = slice - random.nextInt(count + 2);
        char[] asked = rows(random);
        int kept = slices.list(since, asked, 3, asked.length - 3, found, listed);

        assertThat(Arrays.copyOf(listed, kept)).isEqualTo(expected(asked, 3, latest, since));
      }
    }
  }

  private static char[] rows(Random random) {
    char[] rows = new char[3 + random.nextInt(20)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (char) (random.nextInt(50) * (random.nextBoolean() ? 1 : RowMask.ROWS / 50));
    }
    return rows;
  }

  private char[] expected(char[] rows, int from, Map<Integer, Integer> latest, int since) {
    char[] expected = new char[rows.length];
    int count = 0;
    for (int i = from; i < rows.length; i++) {
      Integer slice = latest.get((int) rows[i]);
      if (slice != null && slice >= since && !RowMask.contains(found, rows[i])) {
        expected[count++] = (char) (i - from);
      }
    }
    return Arrays.copyOf(expected, count);
  }

  @Test
  void begin_forgetsEverything() {
    char[] row = {7};
    slices.begin(3);
    slices.mark(2, row, 0, 1);
    assertThat(slices.list(2, row, 0, 1, found, listed)).isOne();

    slices.begin(3);

    assertThat(slices.list(-1, row, 0, 1, found, listed)).isZero();
  }
}
