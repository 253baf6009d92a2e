// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * The rows of neighbouring numbers, in slices: slice k has bit k of each row's number, counted from
 * 1, and a row without a value is 0.
 *
 * <p>A row of 66 values takes 7 bits, whatever they are. The rows up to some number are found in
 * one pass over each slice, without a look at a row, and what lies between two numbers is what is
 * up to the one and not up to the other: some 2 µs a chunk for a range of seven slices, however
 * many rows are in it.
 */
final class SlicedRows implements ValueRows {

  /** Of more numbers one by one, the column is as fast. */
  private static final int VALUES_MAX = 64;

  private final CodeOrder order;

  /** Rows of the numbers before an ordinal; one element more than there are ordinals. */
  private final int[] before;

  /** Lowest bit first; each as long as there are rows. */
  private final long[][] slices;

  /**
   * The rows of an order without gaps.
   *
   * @param before rows before an ordinal, and all of them
   * @param slices enough for numbers up to the size of the order, lowest bit first
   */
  SlicedRows(CodeOrder order, int[] before, long[][] slices) {
    this.order = order;
    this.before = before;
    this.slices = slices;
  }

  @Override
  public boolean answers(LongTest test) {
    return !(test instanceof LongTest.Members)
        && !(test instanceof LongTest.Values many && many.values().size() > VALUES_MAX);
  }

  @Override
  public long[] matching(LongTest test, long[] target, long[] spare) {
    RowMask.clear(target);
    if (test instanceof LongTest.Range range) {
      int from = order.ceiling(range.low());
      int to = order.above(range.high());
      if (from < to) {
        upTo(to, target);
        flip(from, target, spare);
      }
      return target;
    }
    order.forEachPassing(
        test,
        (from, to) -> {
          flip(to, target, spare);
          flip(from, target, spare);
        });
    return target;
  }

  /**
   * Puts in the rows whose number is at most {@code number}, and takes out those that were in: so
   * what is between two numbers is in after both.
   */
  private void flip(int number, long[] target, long[] spare) {
    upTo(number, spare);
    int words = slices[0].length;
    for (int w = 0; w < words; w++) {
      target[w] ^= spare[w];
    }
  }

  /**
   * Overwrites {@code target} with the rows whose number is at most {@code number}.
   *
   * <p>From the lowest bit on: where the number has a 1, rows with a 0 are less whatever was
   * before; where it has a 0, rows with a 1 are greater.
   */
  private void upTo(int number, long[] target) {
    int words = slices[0].length;
    int lowest = Integer.numberOfTrailingZeros(~number);
    if (lowest >= slices.length) {
      Arrays.fill(target, 0, words, -1L);
      return;
    }
    long[] first = slices[lowest];
    for (int w = 0; w < words; w++) {
      target[w] = ~first[w];
    }
    for (int k = lowest + 1; k < slices.length; k++) {
      long[] slice = slices[k];
      if ((number >>> k & 1) != 0) {
        for (int w = 0; w < words; w++) {
          target[w] |= ~slice[w];
        }
      } else {
        for (int w = 0; w < words; w++) {
          target[w] &= ~slice[w];
        }
      }
    }
  }

  @Override
  public long count(LongTest test) {
    return order.count(test, before);
  }

  @Override
  public int present() {
    return before[order.size()];
  }

  @Override
  public long sizeBytes() {
    return 96 + 4L * before.length + slices.length * (24 + 8L * slices[0].length);
  }
}
