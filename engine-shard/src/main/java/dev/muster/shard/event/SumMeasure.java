// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** Exact sums and averages whose sums are known to fit in 64 bits. */
final class SumMeasure extends RowMeasure {

  private final long[] sums;

  /** Values by row; empty for a sum, which needs none. */
  private final int[] counts;

  private final ResultTest.Exact result;

  private SumMeasure(long[] sums, int[] counts, ResultTest.Exact result) {
    this.sums = sums;
    this.counts = counts;
    this.result = result;
  }

  static SumMeasure sum(EventScratch scratch, ResultTest.Exact result) {
    return new SumMeasure(scratch.sums(), new int[0], result);
  }

  static SumMeasure average(EventScratch scratch, ResultTest.Exact result) {
    return new SumMeasure(scratch.sums(), scratch.counts(), result);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = 0; i < count; i++) {
      sums[rows[from + i]] += values[i];
    }
    if (counts.length > 0) {
      for (int i = from, end = from + count; i < end; i++) {
        counts[rows[i]]++;
      }
    }
  }

  @Override
  long passing(int word, long rows) {
    if (counts.length == 0) {
      return passing(result.narrow(), sums, word, rows);
    }
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      long sum = sums[(word << 6) + i];
      int count = counts[(word << 6) + i];
      boolean passes =
          count == 0 ? result.passesWithoutValue() : result.wide().test(sum >> 63, sum, count);
      passing |= passes ? 1L << i : 0L;
    }
    return passing;
  }

  @Override
  void value(int row, MeasuredValue target) {
    long sum = sums[row];
    if (counts.length == 0) {
      target.setCode(sum);
    } else if (counts[row] == 0) {
      target.setMissing();
    } else {
      target.setQuotient(sum >> 63, sum, counts[row]);
    }
  }
}
