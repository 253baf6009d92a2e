// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.workload.Actions;

/** The purchases of one category in order of time. */
final class CategoryEvents {

  final int[] rows;

  /** In milliseconds of the epoch. */
  final long[] times;

  /** In quarters. */
  final int[] amounts;

  CategoryEvents(Actions actions, int category) {
    int count = 0;
    for (short has : actions.category) {
      count += has == category ? 1 : 0;
    }
    rows = new int[count];
    times = new long[count];
    amounts = new int[count];
    int at = 0;
    for (int i = 0; i < actions.count(); i++) {
      if (actions.category[i] == category) {
        rows[at] = actions.user[i];
        times[at] = actions.time[i];
        amounts[at] = actions.amount[i];
        at++;
      }
    }
  }

  /** Bytes. */
  long sizeBytes() {
    return rows.length * 16L;
  }
}
