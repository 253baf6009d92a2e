// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;

/** Whether there is any event at all: the touched rows themselves are the accumulators. */
final class RowMarks extends RowMeasure {

  /** Events that are counted as they come: as many as cost less than to count all rows later. */
  private static final int COUNTED_EVENTS_MAX = 512;

  private final EventScratch scratch;
  private final long[] candidates;

  /** All rows if those with an event pass, none if only those without pass. */
  private final long passingMarks;

  private int events;

  /** How many candidates are marked; means nothing once too many events have come. */
  private int marked;

  private RowMarks(EventScratch scratch, long[] candidates, long passingMarks) {
    this.scratch = scratch;
    this.candidates = candidates;
    this.passingMarks = passingMarks;
  }

  /** Adds the rows of some events to {@code mask}. About 0.8 ns an event. */
  static void mark(char[] rows, int from, int count, long[] mask) {
    for (int i = from, end = from + count; i < end; i++) {
      RowMask.add(mask, rows[i]);
    }
  }

  /** Rows with an event pass. */
  static RowMarks did(EventScratch scratch, long[] candidates) {
    return new RowMarks(scratch, candidates, -1L);
  }

  /** Rows with an event fail. */
  static RowMarks didNot(EventScratch scratch, long[] candidates) {
    return new RowMarks(scratch, candidates, 0);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    if (events + count > COUNTED_EVENTS_MAX) {
      events = Integer.MAX_VALUE - EventBlock.BATCH_EVENTS;
      scratch.touch(rows, from, count);
      return;
    }
    events += count;
    long[] touched = scratch.touched;
    for (int i = from, end = from + count; i < end; i++) {
      int row = rows[i];
      long before = touched[row >>> 6];
      touched[row >>> 6] = before | 1L << row;
      marked += (int) ((candidates[row >>> 6] & ~before) >>> row & 1L);
    }
  }

  /** How many candidates have an event. O(1) after few events, else O(rows). */
  int markedCount() {
    return events <= COUNTED_EVENTS_MAX
        ? marked
        : RowMask.andCardinality(candidates, scratch.touched);
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
