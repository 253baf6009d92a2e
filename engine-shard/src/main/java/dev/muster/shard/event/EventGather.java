// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.Arrays;

/** Selected events, copied out to be sorted. Grows; confined to one query. */
final class EventGather implements EventSink {

  private static final int CAPACITY_MIN = 4_096;

  private char[] rows = new char[CAPACITY_MIN];
  private long[] values = new long[CAPACITY_MIN];
  private long[] times = new long[CAPACITY_MIN];

  /** As long as the others once there are any. */
  private long[] keys = {};

  private int size;

  /** Forgets all events. */
  void clear() {
    size = 0;
  }

  @Override
  public void accept(char[] eventRows, int from, int count, long[] newValues, long[] newTimes) {
    if (size + count > rows.length) {
      int capacity = Math.max(size + count, rows.length * 2);
      rows = Arrays.copyOf(rows, capacity);
      values = Arrays.copyOf(values, capacity);
      times = Arrays.copyOf(times, capacity);
    }
    System.arraycopy(eventRows, from, rows, size, count);
    System.arraycopy(newValues, 0, values, size, count);
    System.arraycopy(newTimes, 0, times, size, count);
    size += count;
  }

  /** Takes {@code count} events and their keys; all others have been taken so, too. */
  void accept(char[] eventRows, int count, long[] newValues, long[] newTimes, long[] newKeys) {
    accept(eventRows, 0, count, newValues, newTimes);
    if (keys.length < rows.length) {
      keys = Arrays.copyOf(keys, rows.length);
    }
    System.arraycopy(newKeys, 0, keys, size - count, count);
  }

  int row(int event) {
    return rows[event];
  }

  long key(int event) {
    return keys[event];
  }

  long value(int event) {
    return values[event];
  }

  long time(int event) {
    return times[event];
  }

  /** The events in order of (row, time, taking). */
  int[] byRowAndTime() {
    return EventOrder.sort(rows, times, size);
  }

  /** The events in order of (row, key, time, taking). */
  int[] byRowKeyAndTime() {
    return EventOrder.sort(rows, keys, times, size);
  }

  /** The events in order of (row, value). */
  int[] byRowAndValue() {
    return EventOrder.sort(rows, values, size);
  }
}
