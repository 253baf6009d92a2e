// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.List;

class ColumnScanTest {

  private static final int ROWS = 1_024;

  /**
   * Cells of all widths pass as their values do. Regimes: values anywhere, at either end of what
   * the cells hold, and next to the bounds; few, many and all candidates of a word.
   */
  @SeededTest(count = 400)
  void scan_agreesWithTestingEachRow(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int bits = choice.below(59);
    boolean whole = bits == 58;
    long greatest = whole ? -1 : (1L << bits) - 1;
    long base = whole ? 0 : choice.of(List.of(0L, -3L, 1_700_000_000_000L, Long.MIN_VALUE));
    ColumnVector vector =
        whole
            ? ColumnVector.spanning(ROWS - 1, Long.MIN_VALUE, Long.MAX_VALUE)
            : ColumnVector.spanning(ROWS - 1, base, base + greatest);
    long low = base + cell(choice, greatest);
    long high = base + cell(choice, greatest);
    long[] values = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      long value =
          choice.chance(20)
              ? choice.of(List.of(low, high)) + choice.between(-1, 1)
              : base + cell(choice, greatest);
      values[row] = vector.fits(row, value) ? value : base;
      vector.set(row, values[row]);
    }
    long[] presence = mask(choice, choice.of(List.of(60, 100)));
    long[] candidates = mask(choice, choice.of(List.of(3, 40, 100)));
    LongTest range = new LongTest.Range(low, high);
    LongTest test = choice.chance(30) ? new LongTest.Negation(range) : range;
    long[] expected = RowMask.create();
    for (int row = 0; row < ROWS; row++) {
      boolean asked = RowMask.contains(candidates, row) && RowMask.contains(presence, row);
      RowMask.set(expected, row, asked && test.test(values[row]));
    }
    long[] result = RowMask.create();
    RowMask.fill(result);

    ColumnScan.evaluate(vector, presence, test, candidates, result);

    assertThat(vector.bits).isEqualTo(whole ? Long.SIZE : bits);
    assertThat(result).as("%d bits %s", vector.bits, test).isEqualTo(expected);
  }

  private static long cell(RandomChoice choice, long greatest) {
    return switch (choice.below(4)) {
      case 0 -> 0;
      case 1 -> greatest;
      default -> choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1) & greatest;
    };
  }

  private static long[] mask(RandomChoice choice, int percent) {
    long[] mask = RowMask.create();
    for (int row = 0; row < ROWS; row++) {
      RowMask.set(mask, row, choice.chance(percent));
    }
    return mask;
  }
}
