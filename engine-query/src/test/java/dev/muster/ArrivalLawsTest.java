// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Answers depend neither on the number of shards nor on the order in which writes arrive.
 *
 * <p>The writes commute: each attribute of a profile is set once, events of a profile have distinct
 * times and no id, and doubles add up exactly.
 */
class ArrivalLawsTest {

  private static final int PROFILES = 60;
  private static final int EVENTS = 600;
  private static final int QUESTIONS = 25;

  private RandomDomain domain;
  private Schema schema;

  @SeededTest(count = 30)
  void shardsAndOrderOfArrival_changeNoAnswer(long seed) {
    domain = new RandomDomain(seed);
    schema = domain.schema();
    List<Operation> inOrder = commutingOperations();
    List<Predicate> predicates = new ArrayList<>();
    List<Instant> nows = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      predicates.add(domain.predicate(schema, 3));
      nows.add(domain.now());
    }
    List<Object> expected = answers(1, inOrder, predicates, nows);

    for (int shards : new int[] {1, 2, 7, 16}) {
      List<Operation> shuffled = new ArrayList<>(inOrder);
      Collections.shuffle(shuffled, new Random(seed + shards));

      assertThat(answers(shards, inOrder, predicates, nows)).isEqualTo(expected);
      assertThat(answers(shards, shuffled, predicates, nows)).isEqualTo(expected);
    }
  }

  private List<Operation> commutingOperations() {
    RandomChoice choice = domain.choice();
    List<Operation> operations = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (int i = 0; i < PROFILES * 3; i++) {
      ProfileId id = id(choice.below(PROFILES));
      ProfileUpdate once = ProfileUpdate.of(id);
      domain
          .update(schema)
          .forEach(
              (name, type, value) -> {
                if (value != null && written.add(id + "/" + name)) {
                  once.set(name, value);
                }
              });
      operations.add(once);
    }
    for (int i = 0; i < EVENTS; i++) {
      ProfileId id = id(choice.below(PROFILES));
      Event drawn = domain.event(schema);
      boolean timeless = drawn.epochMillis() == Event.NO_TIME;
      long millis = timeless ? RandomDomain.BASE.toEpochMilli() : drawn.epochMillis();
      if (drawn.eventId() == null && written.add(id + "/" + millis)) {
        operations.add(Retargeted.to(id, drawn, drawn.epochMillis()));
      }
    }
    return operations;
  }

  /** Who matches each predicate, and every profile in full. */
  private List<Object> answers(
      int shards, List<Operation> operations, List<Predicate> predicates, List<Instant> nows) {
    RandomChoice choice = domain.choice();
    List<Object> answers = new ArrayList<>();
    try (SegmentationEngine engine =
        EngineUnderTest.random(schema, choice, new ManualClock(RandomDomain.BASE))
            .shards(shards)
            .open()) {
      for (int from = 0; from < operations.size(); ) {
        int to = Math.min(operations.size(), from + choice.of(List.of(1, 10, 100, 1_000)));
        engine.ingest(Batch.of(operations.subList(from, to)));
        from = to;
      }
      for (int i = 0; i < predicates.size(); i++) {
        answers.add(EngineUnderTest.members(engine, predicates.get(i), nows.get(i)));
      }
      for (int i = 0; i < PROFILES; i++) {
        answers.add(engine.profile(id(i), EVENTS));
      }
      answers.add(engine.stateHash());
    }
    return answers;
  }

  private static ProfileId id(int number) {
    return ProfileId.of("p" + number);
  }
}
