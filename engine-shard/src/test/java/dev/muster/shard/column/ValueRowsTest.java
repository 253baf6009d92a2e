// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ValueRowsTest {

  /**
   * Whatever form rows are kept in, those of some values are the rows that hold one of them.
   *
   * <p>Regimes: numbers and codes; one value to some thousand; skewed, so that one has a mask and
   * others a row or two, and even; in order of rows, so that rows lie together, and in none; with
   * and without missing values; chunks of any length.
   */
  @SeededTest(count = 300)
  void rowsOfValues_areThoseThatHoldThem(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    boolean numbers = choice.chance(50);
    int valueCount = choice.of(List.of(1, 2, 3, 7, 31, 66, 300, numbers ? 1_023 : 3_000));
    int rowCount = choice.of(List.of(1_024, 1_025, 5_000, 40_000, RowMask.ROWS));
    long base = choice.of(List.of(0L, numbers ? -40L : 70_000L, numbers ? 1L << 60 : 1_000_000L));
    int draws = choice.of(List.of(1, 2, 4));
    int missing = choice.of(List.of(0, 1, 50));
    boolean inOrder = choice.chance(30);
    long[] values = new long[rowCount];
    long[] presence = RowMask.create();
    ColumnVector vector = ColumnVector.spanning(RowMask.ROWS - 1, base, base + valueCount);
    for (int row = 0; row < rowCount; row++) {
      int value = inOrder ? (int) ((long) row * valueCount / rowCount) : valueCount;
      for (int draw = 0; draw < draws; draw++) {
        value = Math.min(value, choice.below(valueCount + (inOrder ? 1 : 0)));
      }
      values[row] = base + value;
      if (!choice.chance(missing)) {
        vector.set(row, values[row]);
        RowMask.add(presence, row);
      }
    }
    ValuePostings postings =
        PostingsBuilder.build(
            vector,
            presence,
            rowCount,
            base,
            base + valueCount,
            numbers ? ColumnIndexing.RANGES : ColumnIndexing.CODES);
    assumeThat(postings).isNotNull();
    ValueRows rows = postings.rows();
    assertThat(rows).isInstanceOf(numbers ? SlicedRows.class : ListedRows.class);
    assertThat(rows.present()).isEqualTo(RowMask.cardinality(presence));
    for (int i = 0; i < 20; i++) {
      LongTest test = test(choice, base, valueCount);
      assumeThat(rows.answers(test)).isTrue();
      long[] expected = RowMask.create();
      for (int row = 0; row < rowCount; row++) {
        if (RowMask.contains(presence, row) && test.test(values[row])) {
          RowMask.add(expected, row);
        }
      }
      long[] target = RowMask.create();
      long[] spare = RowMask.create();
      Arrays.fill(target, 0x5555_5555_5555_5555L);
      Arrays.fill(spare, 0x3333_3333_3333_3333L);

      assertThat(rows.matching(test, target, spare)).as(test::toString).isEqualTo(expected);
      assertThat(rows.count(test)).as(test::toString).isEqualTo(RowMask.cardinality(expected));
    }
  }

  private static LongTest test(RandomChoice choice, long base, int valueCount) {
    long one = base - 1 + choice.below(valueCount + 2);
    return switch (choice.below(5)) {
      case 0 -> new LongTest.Range(one, one);
      case 1 -> choice.chance(50) ? LongTest.Range.ALWAYS : LongTest.Range.NEVER;
      case 2 ->
          new LongTest.Values(
              new LongOpenHashSet(
                  LongStream.range(0, choice.of(List.of(2, 5, 60)))
                      .map(i -> base - 1 + choice.below(valueCount + 2))
                      .toArray()));
      default -> new LongTest.Range(one, one + choice.below(valueCount));
    };
  }

  /** They would take longer than the column. */
  @Test
  void manyNumbersOneByOne_areNotAnswered() {
    SlicedRows rows =
        new SlicedRows(CodeOrder.dense(7, 1), new int[] {0, 1}, new long[][] {{0b10}});

    assertThat(rows.answers(LongTest.Values.of(LongStream.range(0, 64).toArray()))).isTrue();
    assertThat(rows.answers(LongTest.Values.of(LongStream.range(0, 65).toArray()))).isFalse();
  }
}
