// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** The least or the greatest code, or the latest time. */
final class ExtremeMeasure extends RowMeasure {

  /** The greatest number, which every other is less than; stored as 0, as rows start with. */
  private static final long NONE = Long.MAX_VALUE;

  /** The extremes so far, flipped, then turned round with {@link #NONE}. */
  private final long[] extremes;

  /** Not 0 if the row has a value, which may be {@link #NONE} too. */
  private final int[] present;

  /** All bits to look for the greatest: turning the bits of codes round turns their order round. */
  private final long flip;

  /** Whether times are looked at, and not values. */
  private final boolean ofTimes;

  private final ResultTest.Code result;

  private ExtremeMeasure(EventScratch scratch, long flip, boolean ofTimes, ResultTest.Code result) {
    this.extremes = scratch.sums();
    this.present = scratch.counts();
    this.flip = flip;
    this.ofTimes = ofTimes;
    this.result = result;
  }

  static ExtremeMeasure minimum(EventScratch scratch, ResultTest.Code result) {
    return new ExtremeMeasure(scratch, 0, false, result);
  }

  static ExtremeMeasure maximum(EventScratch scratch, ResultTest.Code result) {
    return new ExtremeMeasure(scratch, -1L, false, result);
  }

  /** To be fed with times. */
  static ExtremeMeasure latest(EventScratch scratch, ResultTest.Code result) {
    return new ExtremeMeasure(scratch, -1L, true, result);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    long[] codes = ofTimes ? times : values;
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      extremes[row] = Math.min(extremes[row] ^ NONE, codes[i] ^ flip) ^ NONE;
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

  @Override
  void value(int row, MeasuredValue target) {
    if (present[row] == 0) {
      target.setMissing();
    } else {
      target.setCode(extremes[row] ^ NONE ^ flip);
    }
  }
}
