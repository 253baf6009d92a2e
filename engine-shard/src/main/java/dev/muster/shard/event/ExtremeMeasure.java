// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** The least or the greatest code. */
final class ExtremeMeasure extends RowMeasure {

  private final long[] extremes;

  /** Not 0 if the row has a value: stored and never read back in the loop, unlike a bit. */
  private final int[] present;

  /** All bits to look for the greatest: turning the bits of codes round turns their order round. */
  private final long flip;

  private final ResultTest.Code result;

  private ExtremeMeasure(EventScratch scratch, long flip, ResultTest.Code result) {
    this.extremes = scratch.sums();
    this.present = scratch.counts();
    this.flip = flip;
    this.result = result;
  }

  static ExtremeMeasure minimum(EventScratch scratch, ResultTest.Code result) {
    return new ExtremeMeasure(scratch, 0, result);
  }

  static ExtremeMeasure maximum(EventScratch scratch, ResultTest.Code result) {
    return new ExtremeMeasure(scratch, -1L, result);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      long value = values[i] ^ flip;
      long extreme = extremes[row];
      extremes[row] = present[row] == 0 | value < extreme ? value : extreme;
      present[row] = 1;
    }
  }

  @Override
  long passing(int word, long rows) {
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      int row = (word << 6) + i;
      boolean passes =
          present[row] == 0
              ? result.passesWithoutValue()
              : result.test().test(extremes[row] ^ flip);
      passing |= passes ? 1L << i : 0L;
    }
    return passing;
  }
}
