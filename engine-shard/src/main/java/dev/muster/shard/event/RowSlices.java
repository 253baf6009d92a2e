// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * By row, the latest slice of time, as far as slices have been marked, in which it has an event of
 * one kind: so that events of another kind whose row has none near them are passed over.
 *
 * <p>128 KiB, not cleared from chunk to chunk: each numbers its slices from where the last one
 * ended, until numbers run out. To mark or to list takes about 1 ns an event. Confined to one
 * thread.
 */
final class RowSlices {

  private final char[] latest = new char[RowMask.ROWS];

  /** The number of slice 0, more than 0, which stands for none. */
  private int first = 1;

  /** The number after the last one. */
  private int end = 1;

  /** Forgets all events; of {@code count} slices others will be marked. */
  void begin(int count) {
    if (end + count > Character.MAX_VALUE) {
      Arrays.fill(latest, (char) 0);
      end = 1;
    }
    first = end;
    end += count;
  }

  /**
   * Marks the rows of {@code count} events of {@code slice}, which is not earlier than any marked
   * before.
   */
  void mark(int slice, char[] rows, int from, int count) {
    char[] marks = latest;
    char number = (char) (first + slice);
    for (int i = from, to = from + count; i < to; i++) {
      marks[rows[i]] = number;
    }
  }

  /**
   * Lists those of {@code count} events whose row has been marked in {@code slice} or later and is
   * not among those {@code found}, by their distance from {@code from}.
   *
   * @param slice may be negative
   * @return how many
   */
  int list(int slice, char[] rows, int from, int count, long[] found, char[] listed) {
    char[] marks = latest;
    int before = first + Math.max(0, slice) - 1;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char row = rows[from + i];
      listed[kept] = (char) i;
      kept += before - marks[row] >>> 31 & (int) (~found[row >>> 6] >>> row);
    }
    return kept;
  }
}
