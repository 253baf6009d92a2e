// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import java.time.Instant;
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
