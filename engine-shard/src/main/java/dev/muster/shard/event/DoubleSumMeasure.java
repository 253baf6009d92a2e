// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.ValueCode;

/**
 * Sums and averages of DOUBLE, added in order of (time, arrival).
 *
 * <p>Blocks come in order of time, and nearly all rows then get their events in order. Those that
 * may not are remembered, and added again from sorted events afterwards.
 */
final class DoubleSumMeasure extends RowMeasure {

  /** Bits of the sums. */
  private final long[] sums;

  private final int[] counts;
  private final long[] lastTimes;
  private final long[] unordered = RowMask.create();
  private final boolean average;
  private final ResultTest.Code result;
  private boolean overlapping;

  DoubleSumMeasure(EventScratch scratch, MeasureSpec measure, ResultTest.Code result) {
    this.sums = scratch.sums();
    this.counts = scratch.counts();
    this.lastTimes = scratch.carries();
    this.average = measure.kind() == MeasureSpec.Kind.AVERAGE;
    this.result = result;
  }

  /**
   * Begins the next block in order of time.
   *
   * @param overlapsEarlier whether it may have events as early as the last ones of blocks before;
   *     of events at the same instant it is then open which arrived first
   */
  void beginBlock(boolean overlapsEarlier) {
    overlapping = overlapsEarlier;
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    // An event at the last time itself is out of order in blocks that overlap.
    long slack = overlapping ? 1 : 0;
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      long time = times[i];
      if (counts[row] > 0 && time < lastTimes[row] + slack) {
        RowMask.add(unordered, row);
      }
      counts[row]++;
      lastTimes[row] = time;
      sums[row] = plus(sums[row], values[i]);
    }
  }

  /** The rows whose sums must be added again. */
  long[] unordered() {
    return unordered;
  }

  /** Adds the events of a row up again: the gathered ones that {@code order} lists. */
  void addAgain(EventGather events, int[] order) {
    int previous = -1;
    for (int event : order) {
      int row = events.row(event);
      sums[row] = plus(row == previous ? sums[row] : 0, events.value(event));
      previous = row;
    }
  }

  @Override
  long passing(int word, long rows) {
    long passing = 0;
    for (long bits = rows; bits != 0; bits &= bits - 1) {
      int i = Long.numberOfTrailingZeros(bits);
      int row = (word << 6) + i;
      boolean passes =
          counts[row] == 0 ? result.passesWithoutValue() : result.test().test(code(row));
      passing |= passes ? 1L << i : 0L;
    }
    return passing;
  }

  /**
   * The code of the result. One zero and one not-a-number, so that results order as {@code
   * Double.compareTo} does: infinities added up come out above every number.
   */
  private long code(int row) {
    double sum = Double.longBitsToDouble(sums[row]);
    double value = average ? sum / counts[row] : sum;
    return ValueCode.ofDouble(Double.isNaN(value) ? Double.NaN : value + 0.0);
  }

  /** Bits of 0.0 are 0: an untouched sum is a sum of nothing. */
  private static long plus(long sum, long code) {
    return Double.doubleToRawLongBits(Double.longBitsToDouble(sum) + ValueCode.toDouble(code));
  }

  @Override
  void value(int row, MeasuredValue target) {
    if (average && counts[row] == 0) {
      target.setMissing();
    } else {
      target.setCode(code(row));
    }
  }
}
