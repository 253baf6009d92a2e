// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.shard.dictionary.SetDictionary;

/** From codes of sets to codes of their members. */
final class SetMembers {

  private SetMembers() {}

  /** Counts every member of the set {@code code} another {@code count} times. */
  static void add(SetDictionary sets, long code, long count, CodeCounts members) {
    for (int member : sets.members(Math.toIntExact(code))) {
      members.add(member, count);
    }
  }
}
