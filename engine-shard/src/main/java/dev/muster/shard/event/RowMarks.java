// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;

/** Whether there is any event at all: the touched rows themselves are the accumulators. */
final class RowMarks extends RowMeasure {

  private final EventScratch scratch;

  /** All rows if those with an event pass, none if only those without pass. */
  private final long passingMarks;

  private RowMarks(EventScratch scratch, long passingMarks) {
    this.scratch = scratch;
    this.passingMarks = passingMarks;
  }

  /** Adds the rows of some events to {@code mask}. About 0.8 ns an event. */
  static void mark(char[] rows, int from, int count, long[] mask) {
    for (int i = from, end = from + count; i < end; i++) {
      RowMask.add(mask, rows[i]);
    }
  }

  /** Rows with an event pass. */
  static RowMarks did(EventScratch scratch) {
    return new RowMarks(scratch, -1L);
  }

  /** Rows with an event fail. */
  static RowMarks didNot(EventScratch scratch) {
    return new RowMarks(scratch, 0);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    scratch.touch(rows, from, count);
  }

  @Override
  void retainPassing(long[] rows, long[] touched, long withoutValue) {
    for (int w = 0; w < RowMask.WORDS; w++) {
      rows[w] &= touched[w] & passingMarks | ~touched[w] & withoutValue;
    }
  }

  @Override
  long passing(int word, long rows) {
    return rows & passingMarks;
  }

  @Override
  void value(int row, MeasuredValue target) {
    throw new IllegalStateException("only whether there is an event was looked at, row=" + row);
  }
}
