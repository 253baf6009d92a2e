// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;

/**
 * Measures rows from their events, one accumulator a row, and tests what came out. Confined to one
 * query; the accumulators are the scratch's.
 */
abstract sealed class RowMeasure implements EventSink
    permits RowMarks,
        SmallCountMeasure,
        CountMeasure,
        SmallSumMeasure,
        SumMeasure,
        WideSumMeasure,
        DoubleSumMeasure,
        ExtremeMeasure,
        DistinctMeasure {

  /**
   * Keeps those of {@code rows} that pass.
   *
   * @param touched the rows that may have a value
   * @param withoutValue all bits if rows without a value pass, else none
   */
  void retainPassing(long[] rows, long[] touched, long withoutValue) {
    for (int w = 0; w < RowMask.WORDS; w++) {
      long measured = rows[w] & touched[w];
      long others = rows[w] & ~measured & withoutValue;
      rows[w] = measured == 0 ? others : others | passing(w, measured);
    }
  }

  /**
   * Those of {@code rows} that pass.
   *
   * @param word the rows are {@code 64 * word .. 64 * (word + 1)}
   * @param rows among them, those asked for; rows without a value may be among them
   */
  abstract long passing(int word, long rows);

  /** What was measured of {@code row}, one of the touched rows; exact. */
  abstract void value(int row, MeasuredValue target);

  /** Those of {@code rows} whose element of {@code codes} passes {@code test}. */
  static long passing(LongTest test, long[] codes, int word, long rows) {
    int base = word << 6;
    long passing = 0;
    if (test instanceof LongTest.Range range) {
      long low = range.low();
      long width = range.high() - low;
      for (int i = 0; i < 64; i++) {
        passing |= RowMask.bitIfWithin(codes[base + i] - low, width) << i;
      }
      return low <= range.high() ? passing & rows : 0;
    }
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      passing |= test.test(codes[base + i]) ? 1L << i : 0L;
    }
    return passing;
  }
}
