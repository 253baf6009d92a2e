// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;

/** How many events, or different values. */
final class CountMeasure extends RowMeasure {

  private final int[] counts;
  private final LongTest test;

  CountMeasure(EventScratch scratch, LongTest test) {
    this.counts = scratch.counts();
    this.test = test;
  }

  /** Sets the count of a row that was counted otherwise. */
  void set(int row, int count) {
    counts[row] = count;
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = from, end = from + count; i < end; i++) {
      counts[rows[i]]++;
    }
  }

  @Override
  long passing(int word, long rows) {
    int base = word << 6;
    long passing = 0;
    if (test instanceof LongTest.Range range) {
      // No count is near the ends of 64 bits, so the differences do not overflow.
      long low = Math.max(range.low(), -1);
      long high = Math.max(-1, Math.min(range.high(), Integer.MAX_VALUE));
      for (int i = 0; i < 64; i++) {
        long count = counts[base + i];
        passing |= (~(count - low | high - count) >>> 63) << i;
      }
      return passing & rows;
    }
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      passing |= test.test(counts[base + i]) ? 1L << i : 0L;
    }
    return passing;
  }

  @Override
  void value(int row, MeasuredValue target) {
    target.setCode(counts[row]);
  }
}
