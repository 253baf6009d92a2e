// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.benchmarks.dataset.DataSet;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Some events of a data set in order of time, a plain array a field: what the floor of a question
 * about a window runs over, once it has found the window's ends.
 */
final class TimeOrderedEvents {

  final int[] profiles;
  final long[] times;

  /** What a purchase cost. */
  final int[] cents;

  /** The events of {@code data} that pass {@code selection}. */
  TimeOrderedEvents(DataSet data, IntPredicate selection) {
    int[] events = new int[data.eventCount()];
    int count = 0;
    for (int event = 0; event < data.eventCount(); event++) {
      if (selection.test(event)) {
        events[count++] = event;
      }
    }
    int[] selected = Arrays.copyOf(events, count);
    profiles = Arrays.stream(selected).map(data::profile).toArray();
    times = Arrays.stream(selected).mapToLong(data::epochMillis).toArray();
    cents = Arrays.stream(selected).map(data::amountCents).toArray();
  }

  /** Index of the first event at or after {@code epochMillis}. */
  int from(long epochMillis) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (times[middle] < epochMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
