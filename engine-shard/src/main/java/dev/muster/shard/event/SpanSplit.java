// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Which aligned span each of some events goes to.
 *
 * <p>A span is halved as long as it holds enough events for two runs. So days with many events get
 * runs of their own, thin stretches share a run of a week or a month, and a few late events do not
 * spread the present over a month. A window then covers nearly all of its runs wholly.
 */
final class SpanSplit {

  /** Cells that days are counted in at most; over 11 years of single days, coarser beyond. */
  private static final int CELLS_MAX = 4_096;

  private final int spanEvents;
  private final int exponent;
  private final long firstCell;

  /** Events in the cells before cell i. */
  private final int[] before;

  /** Number of the span that a cell belongs to. */
  private final int[] spanOfCell;

  private final List<DaySpan> spans = new ArrayList<>();

  /** Splits the first {@code count} of {@code times} into spans of {@code spanEvents} or more. */
  SpanSplit(long[] times, int count, int spanEvents) {
    this.spanEvents = spanEvents;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, times[i]);
      max = Math.max(max, times[i]);
    }
    long minDay = DaySpan.day(min);
    long maxDay = DaySpan.day(max);
    int finest = 0;
    while ((maxDay >> finest) - (minDay >> finest) >= CELLS_MAX) {
      finest++;
    }
    this.exponent = finest;
    this.firstCell = minDay >> finest;
    int cells = (int) ((maxDay >> finest) - firstCell) + 1;
    this.before = new int[cells + 1];
    this.spanOfCell = new int[cells];
    for (int i = 0; i < count; i++) {
      before[cell(times[i]) + 1]++;
    }
    for (int i = 0; i < cells; i++) {
      before[i + 1] += before[i];
    }
    // Two roots, not one: no span reaches across the epoch.
    int coarsest = finest;
    while ((maxDay >> coarsest) - (minDay >> coarsest) > 1) {
      coarsest++;
    }
    divide(coarsest, minDay >> coarsest);
    if (maxDay >> coarsest != minDay >> coarsest) {
      divide(coarsest, maxDay >> coarsest);
    }
  }

  /** The spans that hold any event, ascending. */
  List<DaySpan> spans() {
    return spans;
  }

  /** Index in {@link #spans} of the span that {@code epochMillis}, one of the times, goes to. */
  int indexOf(long epochMillis) {
    return spanOfCell[cell(epochMillis)];
  }

  private void divide(int spanExponent, long index) {
    int shift = spanExponent - exponent;
    int from = clamp((index << shift) - firstCell);
    int to = clamp((index + 1 << shift) - firstCell);
    int events = before[to] - before[from];
    if (events == 0) {
      return;
    }
    if (shift > 0 && events >= 2 * spanEvents) {
      divide(spanExponent - 1, 2 * index);
      divide(spanExponent - 1, 2 * index + 1);
      return;
    }
    for (int cell = from; cell < to; cell++) {
      spanOfCell[cell] = spans.size();
    }
    spans.add(new DaySpan(spanExponent, index));
  }

  private int clamp(long cell) {
    return (int) Math.max(0, Math.min(spanOfCell.length, cell));
  }

  private int cell(long epochMillis) {
    return (int) ((DaySpan.day(epochMillis) >> exponent) - firstCell);
  }
}
