// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.workload.Actions;
import dev.muster.benchmarks.workload.Workload;
import java.util.Arrays;

/**
 * The events of one type by day: the rows of each day once sorted by row, and once by time with the
 * times.
 */
final class DayEvents {

  /** By day, sorted by row; a row appears as often as it has events. */
  final int[][] sortedRows = new int[Workload.DAYS][];

  /** By day, sorted by time. */
  final int[][] rows = new int[Workload.DAYS][];

  /** Beside {@link #rows}: milliseconds of the epoch. */
  final long[][] times = new long[Workload.DAYS][];

  DayEvents(Actions actions, int type) {
    int[] counts = new int[Workload.DAYS];
    for (int i = 0; i < actions.count(); i++) {
      if (actions.type[i] == type) {
        counts[day(actions.time[i])]++;
      }
    }
    for (int day = 0; day < Workload.DAYS; day++) {
      rows[day] = new int[counts[day]];
      times[day] = new long[counts[day]];
    }
    int[] next = new int[Workload.DAYS];
    for (int i = 0; i < actions.count(); i++) {
      if (actions.type[i] == type) {
        int day = day(actions.time[i]);
        int at = next[day]++;
        rows[day][at] = actions.user[i];
        times[day][at] = actions.time[i];
      }
    }
    for (int day = 0; day < Workload.DAYS; day++) {
      sortedRows[day] = rows[day].clone();
      Arrays.sort(sortedRows[day]);
    }
  }

  /** The day that an instant lies in, counted from the first one. */
  static int day(long time) {
    return (int) ((time - DayBits.START_MILLIS) / DayBits.DAY_MILLIS);
  }

  /** The position in {@code times} of the first one that is not before {@code instant}. */
  static int from(long[] times, long instant) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (times[middle] < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Bytes. */
  long sizeBytes() {
    return Arrays.stream(rows).mapToLong(day -> day.length * 16L).sum();
  }
}
