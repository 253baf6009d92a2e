// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;

/** Exact sums that are known to be small: half the memory of {@link SumMeasure}. */
final class SmallSumMeasure extends RowMeasure {

  /** No sum is greater, nor less than its negative: differences of two then fit in 32 bits. */
  static final int SUM_MAX = (1 << 30) - 1;

  private final int[] sums;
  private final LongTest test;

  SmallSumMeasure(EventScratch scratch, LongTest test) {
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
  long passing(int word, long rows) {
    if (test instanceof LongTest.Range range) {
      int low = bound(range.low());
      return range.high() >= SUM_MAX
          ? notLess(low, word << 6) & rows
          : between(low, bound(range.high()), word << 6) & rows;
    }
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      passing |= test.test(sums[(word << 6) + i]) ? 1L << i : 0L;
    }
    return passing;
  }

  /** {@code bound}, or a number as far beyond all sums as differences allow. */
  private static int bound(long bound) {
    return (int) Math.max(-SUM_MAX - 1, Math.min(bound, SUM_MAX + 1));
  }

  private long notLess(int low, int base) {
    long less = 0;
    for (int i = 0; i < 64; i++) {
      less |= (long) (sums[base + i] - low >>> 31) << i;
    }
    return ~less;
  }

  private long between(int low, int high, int base) {
    long beyond = 0;
    for (int i = 0; i < 64; i++) {
      int sum = sums[base + i];
      beyond |= (long) ((sum - low | high - sum) >>> 31) << i;
    }
    return ~beyond;
  }

  @Override
  void value(int row, MeasuredValue target) {
    target.setCode(sums[row]);
  }
}
