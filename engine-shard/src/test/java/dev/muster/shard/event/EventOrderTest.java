// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventOrderTest {

  /** Keys from few bits, so that equal ones show whether the sort is stable, to all 64. */
  @ParameterizedTest(name = "keyBits={0}")
  @ValueSource(ints = {0, 1, 10, 11, 12, 33, 63, 64})
  void sort_agreesWithAStableComparison(int keyBits) {
    Random random = new Random(keyBits);
    for (int count : new int[] {0, 1, 2, 500, 5_000}) {
      char[] rows = new char[count];
      long[] keys = new long[count];
      int rowCount = random.nextBoolean() ? 3 : 65_536;
      for (int i = 0; i < count; i++) {
        rows[i] = (char) random.nextInt(rowCount);
        keys[i] = (keyBits == 0 ? 0 : random.nextLong() >> 64 - keyBits) - 17;
      }

      int[] order = EventOrder.sort(rows, keys, count);

      assertThat(order)
          .isEqualTo(
              IntStream.range(0, count)
                  .boxed()
                  .sorted(
                      Comparator.<Integer>comparingInt(i -> rows[i])
                          .thenComparingLong(i -> keys[i]))
                  .mapToInt(i -> i)
                  .toArray());
    }
  }

  @ParameterizedTest(name = "majorBits={0}")
  @ValueSource(ints = {1, 12, 64})
  void sortByTwoKeys_agreesWithAStableComparison(int majorBits) {
    Random random = new Random(majorBits);
    int count = 3_000;
    char[] rows = new char[count];
    long[] majors = new long[count];
    long[] minors = new long[count];
    for (int i = 0; i < count; i++) {
      rows[i] = (char) random.nextInt(5);
      majors[i] = random.nextLong() >> 64 - majorBits;
      minors[i] = random.nextInt(20) - 10;
    }

    int[] order = EventOrder.sort(rows, majors, minors, count);

    assertThat(order)
        .isEqualTo(
            IntStream.range(0, count)
                .boxed()
                .sorted(
                    Comparator.<Integer>comparingInt(i -> rows[i])
                        .thenComparingLong(i -> majors[i])
                        .thenComparingLong(i -> minors[i]))
                .mapToInt(i -> i)
                .toArray());
  }
}
