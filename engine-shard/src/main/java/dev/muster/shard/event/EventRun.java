// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import org.jspecify.annotations.Nullable;

/**
 * Sealed events of one aligned span of days, in order of (row, time, arrival): about 8 to 10 bytes
 * an event with an amount and two small dictionary properties, and two more for each property of 17
 * to 256 codes, whose events are listed by code.
 *
 * <p>Arrival is not stored: events equal in row and time stand in the order they came in.
 * Immutable, and shared by all views that contain it.
 */
public final class EventRun implements EventBlock {

  /** The objects of a run and the heads of its arrays, and as much again of each column. */
  private static final int FIXED_BYTES = 200;

  private static final int FIXED_COLUMN_BYTES = 80;
  private static final int REFERENCE_BYTES = 4;

  /** Stands for the run where something is remembered of it, so that it can be let go. */
  private final Object identity = new Object();

  private final DaySpan span;
  private final char[] rows;
  private final PackedLongs times;

  /** By property; null where no event has it, and as long as the last one there is. */
  private final @Nullable RunColumn[] columns;

  private EventRun(DaySpan span, char[] rows, PackedLongs times, @Nullable RunColumn[] columns) {
    this.span = span;
    this.rows = rows;
    this.times = times;
    this.columns = columns;
  }

  /**
   * The {@code count} events of {@code tail} that {@code order} lists from {@code from} on, already
   * in order of (row, time, arrival).
   */
  static EventRun of(EventTail tail, int[] order, int from, int count, DaySpan span) {
    char[] rows = new char[count];
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      int event = order[from + i];
      rows[i] = tail.rows[event];
      times[i] = tail.times[event];
      assert i == 0 || rows[i - 1] < rows[i] || (rows[i - 1] == rows[i] && times[i - 1] <= times[i])
          : "a run ascends, index=" + i;
    }
    @Nullable RunColumn[] columns = new RunColumn[tail.columns.length];
    for (int p = 0; p < columns.length; p++) {
      columns[p] = tail.hasProperty(p) ? RunColumn.of(tail, p, order, from, count) : null;
    }
    return of(span, rows, PackedLongs.of(times, count), columns);
  }

  /** The events in these arrays, which nobody may write to any more; in order, and in the span. */
  static EventRun of(DaySpan span, char[] rows, PackedLongs times, @Nullable RunColumn[] columns) {
    return new EventRun(span, rows, times, columns);
  }

  /** What no other run has: to remember something of a run without keeping its events. */
  public Object identity() {
    return identity;
  }

  /** The days that the events lie in. */
  DaySpan span() {
    return span;
  }

  /** By event. */
  PackedLongs times() {
    return times;
  }

  /** By property, null where no event has it. Never to be written to. */
  @Nullable RunColumn[] columns() {
    return columns;
  }

  /**
   * Index of the first event at or after {@code row}, looked for from {@code from} on. O(log n).
   */
  int lowerBound(int row, int from) {
    int low = from;
    int high = rows.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (rows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether an event belongs to a row of {@code mask}. */
  boolean hasAnyRow(long[] mask) {
    for (char row : rows) {
      if (RowMask.contains(mask, row)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every event has {@code property}. */
  boolean isComplete(int property) {
    RunColumn column = column(property);
    return column != null && column.isComplete();
  }

  @Override
  public int eventCount() {
    return rows.length;
  }

  @Override
  public long minTime() {
    return times.min();
  }

  @Override
  public long maxTime() {
    return times.max();
  }

  @Override
  public int row(int index) {
    return rows[index];
  }

  @Override
  public long time(int index) {
    return times.get(index);
  }

  @Override
  public boolean has(int property, int index) {
    RunColumn column = column(property);
    return column != null && column.has(index);
  }

  @Override
  public long value(int property, int index) {
    RunColumn column = column(property);
    return column == null ? 0 : column.values().get(index);
  }

  @Override
  public boolean hasProperty(int property) {
    return column(property) != null;
  }

  @Override
  public long minValue(int property) {
    return present(property).values().min();
  }

  @Override
  public long maxValue(int property) {
    return present(property).values().max();
  }

  @Override
  public double magnitude(int property) {
    RunColumn column = column(property);
    return column == null ? 0 : column.magnitude();
  }

  @Override
  public char[] rows() {
    return rows;
  }

  @Override
  public void loadTimes(int from, int count, long[] target) {
    times.unpack(from, count, target, 0);
  }

  @Override
  public void loadValues(int property, int from, int count, long[] target) {
    present(property).values().unpack(from, count, target, 0);
  }

  @Override
  public void retainPresent(int property, int from, int count, long[] mask) {
    RunColumn column = column(property);
    if (column == null) {
      BatchMask.fill(mask, 0);
    } else {
      column.retainPresent(from, count, mask);
    }
  }

  /**
   * Clears the bits of {@code mask} whose code of {@code property} is out of {@code range}; bit i
   * stands for event {@code from + i}. Asks for {@link #hasProperty}.
   */
  void retainRange(
      int property, LongTest.Range range, int from, int count, long[] mask, long[] buffer) {
    PackedLongs values = present(property).values();
    PackedRange.retain(values, range.low(), range.high(), from, count, mask, buffer);
  }

  /** The same as {@link #retainRange}, by looking only at the events left in {@code mask}. */
  void probeRange(int property, LongTest.Range range, int from, int count, long[] mask) {
    PackedRange.probe(present(property).values(), range.low(), range.high(), from, count, mask);
  }

  /** What the run takes, its objects included. */
  public long sizeBytes() {
    long size = FIXED_BYTES + (long) rows.length * Character.BYTES + times.sizeBytes();
    for (RunColumn column : columns) {
      size += REFERENCE_BYTES + (column == null ? 0 : FIXED_COLUMN_BYTES + column.sizeBytes());
    }
    return size;
  }

  /** The column of {@code property}, or null if no event has it. */
  @Nullable RunColumn column(int property) {
    return property < columns.length ? columns[property] : null;
  }

  private RunColumn present(int property) {
    RunColumn column = column(property);
    if (column == null) {
      throw new IllegalArgumentException("no event has the property, property=" + property);
    }
    return column;
  }
}
