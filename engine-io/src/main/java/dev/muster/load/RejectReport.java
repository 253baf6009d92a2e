// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was left out. Immutable.
 *
 * @param counts how many records for each reason; reasons without any are not there
 * @param first the first of them, at most {@link #FIRST_MAX}
 */
public record RejectReport(Map<Reject.Reason, Long> counts, List<Reject> first) {

  /** How many rejects are kept; all of them go where {@link BulkLoad.Builder#rejects} says. */
  public static final int FIRST_MAX = 20;

  public RejectReport {
    EnumMap<Reject.Reason, Long> copy = new EnumMap<>(Reject.Reason.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
    first = List.copyOf(first);
  }

  /** How many there are. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many for this reason. */
  public long count(Reject.Reason reason) {
    return counts.getOrDefault(reason, 0L);
  }
}
