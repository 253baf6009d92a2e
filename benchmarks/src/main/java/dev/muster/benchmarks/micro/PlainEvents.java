// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Events as they come, one growing array a field: the least that keeping them can cost. */
final class PlainEvents {

  private static final int CAPACITY_MIN = 1_024;

  private final Map<ProfileId, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> categories = new HashMap<>();
  private int[] profiles = new int[CAPACITY_MIN];
  private long[] times = new long[CAPACITY_MIN];
  private int[] categoryCodes = new int[CAPACITY_MIN];
  private int[] cents = new int[CAPACITY_MIN];
  private int size;

  /** No events of the customers of {@code data}. */
  PlainEvents(DataSet data) {
    for (int profile = 0; profile < data.profileCount(); profile++) {
      numbers.put(data.id(profile), profile);
    }
  }

  /** Keeps {@code event}. */
  void add(Event event) {
    if (size == profiles.length) {
      profiles = Arrays.copyOf(profiles, size * 2);
      times = Arrays.copyOf(times, size * 2);
      categoryCodes = Arrays.copyOf(categoryCodes, size * 2);
      cents = Arrays.copyOf(cents, size * 2);
    }
    int at = size++;
    profiles[at] = numbers.getOrDefault(event.profileId(), DataSet.MISSING);
    times[at] = event.epochMillis();
    cents[at] = DataSet.MISSING;
    event.forEach(
        (name, type, value) -> {
          if (value instanceof BigDecimal amount) {
            cents[at] = amount.unscaledValue().intValue();
          } else if (name.equals(CustomerSchema.CATEGORY.name())) {
            categoryCodes[at] =
                categories.computeIfAbsent(String.valueOf(value), text -> categories.size());
          }
        });
  }

  /** Events kept. */
  int size() {
    return size;
  }

  /** How many customers have bought anything. */
  long purchaserCount() {
    boolean[] purchased = new boolean[numbers.size()];
    long count = 0;
    for (int i = 0; i < size; i++) {
      if (cents[i] != DataSet.MISSING && !purchased[profiles[i]]) {
        purchased[profiles[i]] = true;
        count++;
      }
    }
    return count;
  }
}
