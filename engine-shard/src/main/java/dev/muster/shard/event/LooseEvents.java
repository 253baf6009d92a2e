// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.Arrays;

/**
 * Events put into the slices of time that they belong to, by counting: some 3 ns an event. Memory
 * that grows and is used again. Confined to one thread.
 */
final class LooseEvents {

  private static final int CAPACITY_MIN = 4_096;

  private char[] rows = new char[CAPACITY_MIN];
  private long[] times = new long[CAPACITY_MIN];
  private char[] slices = new char[CAPACITY_MIN];
  private int size;

  // The same by slice, and where each slice ends.
  private char[] slicedRows = new char[CAPACITY_MIN];
  private long[] slicedTimes = new long[CAPACITY_MIN];
  private final int[] ends = new int[TimeSlices.COUNT_MAX];

  private final long[] batch = new long[EventBlock.BATCH_EVENTS];

  /** Forgets all events. */
  void clear() {
    size = 0;
  }

  /** Takes {@code count} events: rows from {@code from} on, times from 0 on. */
  void add(char[] eventRows, int from, int count, long[] eventTimes) {
    if (size + count > rows.length) {
      int capacity = Math.max(size + count, rows.length * 2);
      rows = Arrays.copyOf(rows, capacity);
      times = Arrays.copyOf(times, capacity);
      slices = new char[capacity];
      slicedRows = new char[capacity];
      slicedTimes = new long[capacity];
    }
    System.arraycopy(eventRows, from, rows, size, count);
    System.arraycopy(eventTimes, 0, times, size, count);
    size += count;
  }

  /** Puts all events into their slices. */
  void divide(TimeSlices into) {
    int[] next = ends;
    Arrays.fill(next, 0, into.count(), 0);
    for (int i = 0; i < size; i++) {
      int slice = into.indexOf(times[i]);
      slices[i] = (char) slice;
      next[slice]++;
    }
    int start = 0;
    for (int slice = 0; slice < into.count(); slice++) {
      int count = next[slice];
      next[slice] = start;
      start += count;
    }
    for (int i = 0; i < size; i++) {
      int to = next[slices[i]]++;
      slicedRows[to] = rows[i];
      slicedTimes[to] = times[i];
    }
  }

  /** How many events lie in {@code slice}. */
  int count(int slice) {
    return ends[slice] - start(slice);
  }

  /** Marks the rows of all events of {@code slice}. */
  void mark(int slice, RowSlices marks) {
    marks.mark(slice, slicedRows, start(slice), count(slice));
  }

  /** Hands over the events of {@code slice}. */
  void feed(int slice, EventSink sink) {
    for (int from = start(slice); from < ends[slice]; from += batch.length) {
      int count = Math.min(batch.length, ends[slice] - from);
      System.arraycopy(slicedTimes, from, batch, 0, count);
      sink.accept(slicedRows, from, count, batch, batch);
    }
  }

  private int start(int slice) {
    return slice == 0 ? 0 : ends[slice - 1];
  }
}
