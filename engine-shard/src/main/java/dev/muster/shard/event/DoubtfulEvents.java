// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * Events of which it is in doubt whether they follow another one in time, by row: until those that
 * they could follow have been gone through.
 *
 * <p>256 KiB, and memory that grows and is used again. To gather and to settle one takes some 10
 * ns. Confined to one thread.
 */
final class DoubtfulEvents {

  private static final int CAPACITY_MIN = 1_024;

  private final long[] mask = RowMask.create();

  /** By row, one more than the place of the event gathered last, and by place of the one before. */
  private final int[] last = new int[RowMask.ROWS];

  private int[] previous = new int[CAPACITY_MIN];

  private char[] rows = new char[CAPACITY_MIN];
  private long[] times = new long[CAPACITY_MIN];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The rows of all events; at least one. Valid until events are added or forgotten. */
  RowSelection rows() {
    return RowSelection.of(mask);
  }

  void add(char row, long time) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      times = Arrays.copyOf(times, size * 2);
      previous = Arrays.copyOf(previous, size * 2);
    }
    rows[size] = row;
    times[size] = time;
    previous[size] = last[row];
    last[row] = ++size;
    RowMask.add(mask, row);
  }

  /**
   * Puts the rows of those that follow one of {@code count} others into {@code found}.
   *
   * @param within how long after another event one may follow
   * @param apart how long after it one must follow at least, from 0 to {@code within}; all instants
   *     are less than {@code Long.MAX_VALUE} apart
   */
  void settle(
      char[] others,
      int from,
      int count,
      long[] otherTimes,
      long within,
      long apart,
      long[] found) {
    for (int i = 0; i < count; i++) {
      char row = others[from + i];
      for (int next = last[row]; next != 0; next = previous[next - 1]) {
        long after = times[next - 1] - otherTimes[i];
        if (after >= apart && after <= within) {
          RowMask.add(found, row);
          break;
        }
      }
    }
  }

  /** Forgets all events. Costs as much as there are. */
  void clear() {
    for (int i = 0; i < size; i++) {
      last[rows[i]] = 0;
      mask[rows[i] >>> 6] = 0;
    }
    size = 0;
  }
}
