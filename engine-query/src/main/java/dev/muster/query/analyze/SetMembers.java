// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.StopCheck;
import dev.muster.shard.dictionary.SetDictionary;

/** From codes of sets to codes of their members. */
final class SetMembers {

  private SetMembers() {}

  /** Adds to {@code members} how often each was met, given how often each set was. */
  static void addAll(SetDictionary sets, CodeCounts counts, CodeCounts members, StopCheck stop) {
    StopCheck.Steps steps = stop.steps();
    counts.forEach(
        (code, count) -> {
          steps.step();
          sets.forEachMember(Math.toIntExact(code), member -> members.add(member, count));
        });
  }
}
