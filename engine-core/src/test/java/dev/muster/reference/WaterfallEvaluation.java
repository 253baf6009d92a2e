// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Waterfall;
import dev.muster.profile.ProfileId;
import dev.muster.segment.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Removes from what is left, segment by segment. */
final class WaterfallEvaluation {

  private WaterfallEvaluation() {}

  static Waterfall.Result evaluate(
      Waterfall waterfall, Set<ProfileId> audience, ReferenceEngine engine, long nowMillis) {
    Set<ProfileId> left = new LinkedHashSet<>(audience);
    List<Waterfall.Share> shares = new ArrayList<>();
    for (Segment segment : waterfall.segments()) {
      Set<ProfileId> taken = engine.audience(segment.predicate(), nowMillis);
      taken.retainAll(left);
      left.removeAll(taken);
      shares.add(new Waterfall.Share(segment.name(), taken.size()));
    }
    return new Waterfall.Result(shares, left.size());
  }
}
