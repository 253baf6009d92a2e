// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.Receipt;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.segment.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine and the reference get the same random operations and must give the same answers: at
 * once, at positions that were pinned earlier and have been written over since, and for every
 * profile.
 */
class DifferentialTest {

  /** What a view was expected to answer when it was opened. */
  private record Pinned(
      ReadView view,
      List<Predicate> predicates,
      List<Set<ProfileId>> answers,
      List<Profile> profiles,
      long stateHash) {}

  private static final int ROUNDS = 6;
  private static final int QUESTIONS = 5;

  @SeededTest(count = 2_000)
  void everyAnswer_equalsTheReference(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    if (choice.chance(50)) {
      domain.orderedDoubles();
    }
    Duration retention = choice.chance(25) ? RandomDomain.HISTORY.plusDays(30) : null;
    if (retention != null) {
      domain.recentOnly();
    }
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    Duration horizon = choice.of(List.of(Duration.ofHours(24), Duration.ofMinutes(5)));
    ReferenceEngine reference =
        new ReferenceEngine(schema, ReferenceEngine.FUTURE_SKEW, retention, horizon);
    EngineBuilder builder = EngineUnderTest.random(schema, choice, clock).dedupHorizon(horizon);
    if (retention != null) {
      builder.retention(retention);
    }
    Deque<Pinned> pinned = new ArrayDeque<>();
    try (SegmentationEngine engine = builder.open()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int batches = choice.between(1, 6); batches > 0; batches--) {
          if (choice.chance(40)) {
            clock.advance(Duration.ofMillis(choice.between(1, 4)));
          }
          Batch batch = domain.batch(schema, choice.of(List.of(1, 4, 30)));
          long millis = clock.millis();
          reference.apply(batch, millis);
          Receipt receipt = engine.ingest(batch);
          assertThat(receipt.applied() + receipt.duplicates()).isEqualTo(batch.operations().size());
        }
        if (choice.chance(20)) {
          schema = domain.growth(schema);
          reference.extendSchema(schema);
          engine.extendSchema(schema);
        }
        if (choice.chance(40)) {
          define(engine, reference, domain.segment(schema));
        }
        if (choice.chance(30)) {
          clock.advance(Duration.ofMillis(choice.between(1, 400_000)));
        }
        checkNow(engine, reference, domain, schema, clock);
        if (!pinned.isEmpty() && choice.chance(50)) {
          check(pinned.remove());
        }
        if (choice.chance(60)) {
          pinned.add(pin(engine, reference, domain, schema, clock));
        }
      }
      pinned.forEach(DifferentialTest::check);
    }
  }

  /** The engine may refuse what its retention does not allow; then it is a segment of no one. */
  private static void define(
      SegmentationEngine engine, ReferenceEngine reference, Segment segment) {
    Segment accepted = segment;
    try {
      engine.segments().define(segment);
    } catch (SchemaException e) {
      assertThat(e).hasMessageContaining("must not reach beyond the retention");
      accepted = Segment.of(segment.name(), Predicate.noOne());
      engine.segments().define(accepted);
    }
    reference.define(accepted);
  }

  private static void checkNow(
      SegmentationEngine engine,
      ReferenceEngine reference,
      RandomDomain domain,
      Schema schema,
      ManualClock clock) {
    for (int i = 0; i < QUESTIONS; i++) {
      Instant now = now(domain, clock);
      try (ReadView view = engine.view(now)) {
        Predicate predicate = EngineUnderTest.askable(view, () -> domain.predicate(schema, 4));
        Set<ProfileId> expected = reference.audience(predicate, now.toEpochMilli());

        Set<ProfileId> found = EngineUnderTest.members(view, predicate);

        assertThat(found).as("%s at %s", predicate, now).isEqualTo(expected);
        assertThat(view.explain(predicate).count()).isEqualTo(expected.size());
      }
    }
    ProfileId id = domain.profileId();
    Instant now = domain.now();
    try (ReadView view = engine.view(now)) {
      assertThat(view.profile(id, 5)).isEqualTo(reference.profileAt(id, 5, now.toEpochMilli()));
    }
  }

  /** Often a few milliseconds from the last writes, on either side: so long states are held. */
  private static Instant now(RandomDomain domain, ManualClock clock) {
    RandomChoice choice = domain.choice();
    return choice.chance(50) ? clock.instant().plusMillis(choice.between(-4, 6)) : domain.now();
  }

  private static Pinned pin(
      SegmentationEngine engine,
      ReferenceEngine reference,
      RandomDomain domain,
      Schema schema,
      ManualClock clock) {
    ReadView view = engine.view(now(domain, clock));
    List<Predicate> predicates = new ArrayList<>();
    List<Set<ProfileId>> answers = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      Predicate predicate = EngineUnderTest.askable(view, () -> domain.predicate(schema, 3));
      predicates.add(predicate);
      answers.add(reference.audience(predicate, view.now().toEpochMilli()));
    }
    List<Profile> profiles = new ArrayList<>();
    for (ProfileId id : RandomDomain.profileIds()) {
      reference.profileAt(id, 100, view.now().toEpochMilli()).ifPresent(profiles::add);
    }
    long stateHash = reference.stateHash(view.now().toEpochMilli());
    return new Pinned(view, predicates, answers, profiles, stateHash);
  }

  private static void check(Pinned pinned) {
    try (ReadView view = pinned.view()) {
      for (int i = 0; i < pinned.predicates().size(); i++) {
        Predicate predicate = pinned.predicates().get(i);
        assertThat(EngineUnderTest.members(view, predicate))
            .as("%s at %s, epoch %d", predicate, view.now(), view.epoch())
            .isEqualTo(pinned.answers().get(i));
      }
      EngineUnderTest.countTogether(view, pinned.predicates(), pinned.answers());
      Set<Profile> found = new HashSet<>();
      for (ProfileId id : RandomDomain.profileIds()) {
        Optional<Profile> profile = view.profile(id, 100);
        profile.ifPresent(found::add);
      }
      assertThat(found).isEqualTo(new HashSet<>(pinned.profiles()));
      assertThat(view.stateHash()).isEqualTo(pinned.stateHash());
    }
  }
}
