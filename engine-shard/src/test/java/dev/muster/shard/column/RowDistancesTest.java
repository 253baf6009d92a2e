// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.RowMask;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowDistancesTest {

  /** Regimes: every row to hardly any, so that all numbers of bytes come in all orders. */
  @SeededTest(count = 100)
  void rows_comeBack(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    BitSet before = new BitSet();
    BitSet expected = new BitSet();
    byte[] bytes = new byte[1 << 20];
    int from = 0;
    int to = 0;
    for (int list = 0; list < 3; list++) {
      expected.clear();
      for (int row = first(choice); row < RowMask.ROWS; row += 1 + choice.below(gapMax(choice))) {
        expected.set(row);
      }
      char[] rows = rows(expected);

      from = to;
      to = RowDistances.write(rows, 0, rows.length, bytes, from);

      assertThat(to - from).isBetween(rows.length, rows.length * RowDistances.ROW_BYTES_MAX);
      long[] target = mask(before);
      RowDistances.addTo(target, bytes, from, to);
      before.or(expected);
      assertThat(target).isEqualTo(mask(before));
      before = expected.get(0, RowMask.ROWS);
    }
  }

  /** Distances at which one more byte is needed, the longest ones, and none. */
  @Test
  void distancesAtEveryEdge_comeBack() {
    for (int distance : new int[] {0, 1, 239, 240, 241, 495, 496, 4_079, 4_080, 4_081, 65_535}) {
      BitSet expected = new BitSet();
      expected.set(distance);
      int behind = distance + 1 + distance;
      if (behind < RowMask.ROWS) {
        expected.set(behind);
        expected.set(behind + 1);
      }
      char[] rows = rows(expected);
      byte[] bytes = new byte[16];
      int bytesEach = distance < 240 ? 1 : distance < 4_080 ? 2 : 3;

      int end = RowDistances.write(rows, 0, rows.length, bytes, 0);

      assertThat(end).isEqualTo(rows.length == 1 ? bytesEach : 2 * bytesEach + 1);
      long[] target = RowMask.create();
      RowDistances.addTo(target, bytes, 0, end);
      assertThat(target).as("distance %d", distance).isEqualTo(mask(expected));
    }
  }

  private static int first(RandomChoice choice) {
    return choice.of(List.of(0, 1, 250, 5_000, RowMask.ROWS - 1));
  }

  private static int gapMax(RandomChoice choice) {
    return choice.of(List.of(1, 1, 1, 1, 100, 100, 500, 500, 10_000));
  }

  private static char[] rows(BitSet rows) {
    char[] array = new char[rows.cardinality()];
    int at = 0;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      array[at++] = (char) row;
    }
    return array;
  }

  private static long[] mask(BitSet rows) {
    long[] mask = RowMask.create();
    rows.stream().forEach(row -> RowMask.add(mask, row));
    return mask;
  }
}
