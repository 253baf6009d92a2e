// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** Exact sums and averages, added up in 128 bits. */
final class WideSumMeasure extends RowMeasure {

  private final long[] low;
  private final long[] high;
  private final int[] counts;

  /** What a sum is divided by before it is tested: 0 stands for the row's own count. */
  private final int divisor;

  private final ResultTest.Exact result;

  private WideSumMeasure(EventScratch scratch, int divisor, ResultTest.Exact result) {
    this.low = scratch.sums();
    this.high = scratch.carries();
    this.counts = scratch.counts();
    this.divisor = divisor;
    this.result = result;
  }

  static WideSumMeasure sum(EventScratch scratch, ResultTest.Exact result) {
    return new WideSumMeasure(scratch, 1, result);
  }

  static WideSumMeasure average(EventScratch scratch, ResultTest.Exact result) {
    return new WideSumMeasure(scratch, 0, result);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      long value = values[i];
      long sum = low[row] + value;
      // The sign of the value extends into the upper half; the lower half carries when it wraps.
      high[row] += (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
      low[row] = sum;
      counts[row]++;
    }
  }

  @Override
  long passing(int word, long rows) {
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      int row = (word << 6) + i;
      boolean passes =
          counts[row] == 0
              ? result.passesWithoutValue()
              : result.wide().test(high[row], low[row], divisor == 0 ? counts[row] : divisor);
      passing |= passes ? 1L << i : 0L;
    }
    return passing;
  }

  @Override
  void value(int row, MeasuredValue target) {
    if (divisor != 0) {
      target.setQuotient(high[row], low[row], divisor);
    } else if (counts[row] == 0) {
      target.setMissing();
    } else {
      target.setQuotient(high[row], low[row], counts[row]);
    }
  }
}
