// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;

/** Exact sums that are known to be small: half the memory of {@link SumMeasure}. */
final class SmallSumMeasure extends RowMeasure {

  /** No sum is greater, nor less than its negative: differences of two then fit in 32 bits. */
  static final int SUM_MAX = (1 << 30) - 1;

  /** With fewer touched words of rows, only these are tested. */
  private static final int WORDS_MIN = RowMask.WORDS / 4;

  private final EventScratch scratch;
  private final int[] sums;
  private final LongTest test;

  SmallSumMeasure(EventScratch scratch, LongTest test) {
    this.scratch = scratch;
    this.sums = scratch.counts();
    this.test = test;
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = 0; i < count; i++) {
      sums[rows[from + i]] += (int) values[i];
    }
  }

  @Override
  public boolean acceptPacked(char[] rows, int count, PackedLongs values) {
    values.addByKey(rows, count, sums);
    return true;
  }

  @Override
  void retainPassing(long[] rows, long[] touched, long withoutValue) {
    if (!(test instanceof LongTest.Range range) || words(rows, touched) < WORDS_MIN) {
      super.retainPassing(rows, touched, withoutValue);
      return;
    }
    long[] within = scratch.sumBits().within(sums, bound(range.low()), bound(range.high()));
    for (int w = 0; w < RowMask.WORDS; w++) {
      rows[w] &= touched[w] & within[w] | ~touched[w] & withoutValue;
    }
  }

  private static int words(long[] rows, long[] touched) {
    int words = 0;
    for (int w = 0; w < RowMask.WORDS; w++) {
      words += (rows[w] & touched[w]) == 0 ? 0 : 1;
    }
    return words;
  }

  /** {@code bound}, or a number as far beyond all sums as differences allow. */
  private static int bound(long bound) {
    return (int) Math.max(-SUM_MAX - 1, Math.min(bound, SUM_MAX + 1));
  }

  @Override
  long passing(int word, long rows) {
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      passing |= test.test(sums[(word << 6) + i]) ? 1L << i : 0L;
    }
    return passing;
  }

  @Override
  void value(int row, MeasuredValue target) {
    target.setCode(sums[row]);
  }
}
