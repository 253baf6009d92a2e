// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** The least or the greatest code. */
final class ExtremeMeasure extends RowMeasure {

  /** The greatest number, which every other is less than; stored as 0, as rows start with. */
  private static final long NONE = Long.MAX_VALUE;

  /** The extremes so far, flipped, then turned round with {@link #NONE}. */
  private final long[] extremes;

  /** Not 0 if the row has a value, which may be {@link #NONE} too. */
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
      extremes[row] = Math.min(extremes[row] ^ NONE, values[i] ^ flip) ^ NONE;
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
              : result.test().test(extremes[row] ^ NONE ^ flip);
      passing |= passes ? 1L << i : 0L;
    }
    return passing;
  }
}
