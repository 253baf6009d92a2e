// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Overlap;
import dev.muster.profile.ProfileId;
import dev.muster.segment.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks of each profile which segments it is in. */
final class OverlapEvaluation {

  private OverlapEvaluation() {}

  static Overlap.Result evaluate(
      Overlap overlap, Set<ProfileId> audience, ReferenceEngine engine, long nowMillis) {
    List<Segment> segments = overlap.segments();
    List<Set<ProfileId>> members = new ArrayList<>();
    for (Segment segment : segments) {
      Set<ProfileId> found = engine.audience(segment.predicate(), nowMillis);
      found.retainAll(audience);
      members.add(found);
    }
    List<List<Long>> shared = new ArrayList<>();
    for (Set<ProfileId> one : members) {
      List<Long> row = new ArrayList<>();
      for (Set<ProfileId> other : members) {
        row.add(one.stream().filter(other::contains).count());
      }
      shared.add(row);
    }
    Map<Set<String>, Long> counts = new HashMap<>();
    for (ProfileId profile : audience) {
      Set<String> in = new TreeSet<>();
      for (int i = 0; i < segments.size(); i++) {
        if (members.get(i).contains(profile)) {
          in.add(segments.get(i).name());
        }
      }
      counts.merge(in, 1L, Long::sum);
    }
    List<Overlap.Combination> combinations = new ArrayList<>();
    if (overlap.combined()) {
      counts.forEach((in, count) -> combinations.add(new Overlap.Combination(in, count)));
    }
    return new Overlap.Result(segments.stream().map(Segment::name).toList(), shared, combinations);
  }
}
