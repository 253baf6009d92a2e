// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.workload.Actions;
import java.util.Arrays;

/**
 * The events of one type, sorted by row and then by time, with where each row begins, the sum of
 * the amounts before each, and a bit for each row that has any.
 */
final class RowEvents {

  /** By row; one more than rows. */
  final int[] begin;

  /** In milliseconds of the epoch. */
  final long[] time;

  /** In quarters; one more than events. Zeros if the events have no amounts. */
  final int[] amountBefore;

  /** A bit for each row that has any. */
  final long[] ever;

  RowEvents(Actions actions, int type, int rows) {
    begin = new int[rows + 1];
    ever = Words.forRows(rows);
    for (int i = 0; i < actions.count(); i++) {
      if (actions.type[i] == type) {
        begin[actions.user[i] + 1]++;
        Words.set(ever, actions.user[i]);
      }
    }
    for (int row = 0; row < rows; row++) {
      begin[row + 1] += begin[row];
    }
    int count = begin[rows];
    time = new long[count];
    amountBefore = new int[count + 1];
    int[] next = Arrays.copyOf(begin, rows);
    for (int i = 0; i < actions.count(); i++) {
      if (actions.type[i] == type) {
        int at = next[actions.user[i]]++;
        time[at] = actions.time[i];
        amountBefore[at + 1] = Math.max(0, actions.amount[i]);
      }
    }
    for (int at = 0; at < count; at++) {
      amountBefore[at + 1] += amountBefore[at];
    }
  }

  /** Bytes. */
  long sizeBytes() {
    return begin.length * 4L + time.length * 8L + amountBefore.length * 4L + ever.length * 8L;
  }
}
