// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;

/**
 * How many different codes, all less than 64 apart: a set of bits a row. The lowest six bits of a
 * code then tell it from the others.
 */
final class DistinctMeasure extends RowMeasure {

  /** Neighbouring codes that can be told apart. */
  static final int CODES_MAX = Long.SIZE;

  private final long[] sets;
  private final LongTest test;

  DistinctMeasure(EventScratch scratch, LongTest test) {
    this.sets = scratch.sums();
    this.test = test;
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = 0; i < count; i++) {
      sets[rows[from + i]] |= 1L << values[i];
    }
  }

  @Override
  long passing(int word, long rows) {
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      passing |= test.test(Long.bitCount(sets[(word << 6) + i])) ? 1L << i : 0L;
    }
    return passing;
  }

  @Override
  void value(int row, MeasuredValue target) {
    target.setCode(Long.bitCount(sets[row]));
  }
}
