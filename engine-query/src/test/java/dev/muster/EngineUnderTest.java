// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Opens engines with settings that make rare things common, and reads whole audiences. */
final class EngineUnderTest {

  private EngineUnderTest() {}

  /** Few events to a seal, few rows to a purge, any number of shards and threads. */
  static EngineBuilder random(Schema schema, RandomChoice choice, ManualClock clock) {
    return SegmentationEngine.builder(schema)
        .clock(clock)
        .shards(choice.of(List.of(1, 2, 7, 16)))
        .writerThreads(choice.of(List.of(0, 1, 2)))
        .queryThreads(choice.of(List.of(1, 2)))
        .resultCache(choice.of(List.of(0L, 2_000L, 1L << 20)))
        .sealEvents(choice.of(List.of(1, 2, 3, 8, 64, 16_384)))
        .purgeRows(choice.of(List.of(1, 2, 8)))
        .queueCapacity(choice.of(List.of(1, 16, 1_024)));
  }

  /** Whoever matches, by identifier; checks on the way that the count and the list agree. */
  static Set<ProfileId> members(ReadView view, Predicate predicate) {
    try (Audience audience = view.audience(predicate)) {
      Set<ProfileId> members = new TreeSet<>();
      audience.forEach(members::add);
      if (members.size() != audience.size() || members.size() != view.count(predicate)) {
        throw new AssertionError(
            "listed "
                + members.size()
                + ", audience "
                + audience.size()
                + ", counted "
                + view.count(predicate)
                + " of "
                + predicate);
      }
      return members;
    }
  }

  /**
   * Counts {@code predicates}, whose members are known, and what can be made of them, all at once;
   * what has been written in several ways has parts in common.
   *
   * @param members by predicate
   */
  static void countTogether(
      ReadView view, List<Predicate> predicates, List<Set<ProfileId>> members) {
    Set<ProfileId> everyone = members(view, Predicate.everyone());
    List<Predicate> asked = new ArrayList<>(predicates);
    List<Integer> expected = new ArrayList<>();
    members.forEach(found -> expected.add(found.size()));
    for (int i = 0; i < predicates.size(); i++) {
      Predicate one = predicates.get(i);
      Predicate other = predicates.get((i + 1) % predicates.size());
      Set<ProfileId> ofOne = members.get(i);
      Set<ProfileId> ofOther = members.get((i + 1) % predicates.size());
      Set<ProfileId> both = new HashSet<>(ofOne);
      both.retainAll(ofOther);
      int either = ofOne.size() + ofOther.size() - both.size();
      asked.add(one.and(other));
      expected.add(both.size());
      asked.add(other.and(one).and(other));
      expected.add(both.size());
      asked.add(other.or(one));
      expected.add(either);
      asked.add(one.or(other).not());
      expected.add(everyone.size() - either);
      asked.add(one.not().and(one.or(other)));
      expected.add(ofOther.size() - both.size());
    }
    List<Integer> counted = view.counts(asked).stream().map(Long::intValue).toList();
    if (!counted.equals(expected)) {
      throw new AssertionError("counted " + counted + ", expected " + expected + " of " + asked);
    }
  }

  /** What {@code predicates} draws and the retention of the view's engine allows. */
  static Predicate askable(ReadView view, Supplier<Predicate> predicates) {
    while (true) {
      Predicate predicate = predicates.get();
      try {
        view.count(predicate);
        return predicate;
      } catch (SchemaException e) {
        if (!String.valueOf(e.getMessage()).contains("must not reach beyond ")) {
          throw e;
        }
      }
    }
  }

  /** Whoever matches now. */
  static Set<ProfileId> members(SegmentationEngine engine, Predicate predicate, Instant now) {
    try (ReadView view = engine.view(now)) {
      return members(view, predicate);
    }
  }
}
