// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.CalendarUnits;
import dev.muster.analysis.Lifecycle;
import dev.muster.predicate.TimeRange;
import dev.muster.profile.ProfileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Asks of each profile, for each unit, whether it was active in it, just before, or ever before.
 */
final class LifecycleEvaluation {

  private LifecycleEvaluation() {}

  static Lifecycle.Result evaluate(
      Lifecycle lifecycle, Set<ProfileId> audience, ReferenceEngine engine, long nowMillis) {
    CalendarUnits units = lifecycle.timeline().units();
    TimeRange range = lifecycle.timeline().at(nowMillis).range();
    List<Lifecycle.Bucket> buckets = new ArrayList<>();
    long from = units.startOf(range.fromMillis());
    while (from < range.toMillis()) {
      long to = units.endOf(from);
      long before = units.startOf(from - 1);
      long[] counts = new long[4];
      for (ProfileId profileId : audience) {
        List<Long> times =
            engine.past(profileId, lifecycle.events(), nowMillis).stream()
                .map(ReferenceEvent::epochMillis)
                .toList();
        boolean now = anyWithin(times, from, to);
        boolean justBefore = anyWithin(times, before, from);
        boolean everBefore = anyWithin(times, Long.MIN_VALUE, from);
        counts[0] += now && !everBefore ? 1 : 0;
        counts[1] += now && justBefore ? 1 : 0;
        counts[2] += now && everBefore && !justBefore ? 1 : 0;
        counts[3] += !now && justBefore && from <= nowMillis ? 1 : 0;
      }
      buckets.add(
          new Lifecycle.Bucket(
              Instant.ofEpochMilli(from),
              Instant.ofEpochMilli(to),
              to <= nowMillis,
              counts[0],
              counts[1],
              counts[2],
              counts[3]));
      from = to;
    }
    return new Lifecycle.Result(buckets);
  }

  private static boolean anyWithin(List<Long> times, long from, long to) {
    return times.stream().anyMatch(millis -> from <= millis && millis < to);
  }
}
