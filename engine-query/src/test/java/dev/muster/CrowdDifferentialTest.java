// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.VersionAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine against the reference with so many profiles that frequent values have postings.
 *
 * <p>Regimes: values from small pools, some frequent and some rare; rounds that touch a few rows,
 * so that postings get dirty, or many, so that they go stale and are built again; profiles that are
 * deleted, purged at once or much later, and whose rows are given to others; views that stay open
 * over several rounds.
 */
class CrowdDifferentialTest {

  /** Postings need 1,024 rows in a shard; profiles spread evenly enough over so few of them. */
  private static final int PROFILES_PER_SHARD = 1_400;

  private static final int ROUNDS = 5;

  /** Numbers as close together as random values never are. */
  private static final LongAttribute VISITS = LongAttribute.of("close together");

  /** What a view was expected to answer when it was opened. */
  private record Pinned(ReadView view, List<Predicate> predicates, List<Set<ProfileId>> answers) {}

  private final ManualClock clock = new ManualClock(RandomDomain.BASE);
  private RandomDomain domain;
  private RandomChoice choice;
  private Schema schema;

  /** Only what can have postings, so that most questions look at them. */
  private Schema indexed;

  private int created;

  @SeededTest(count = 40)
  void everyAnswer_equalsTheReference(long seed) {
    domain = new RandomDomain(seed);
    choice = domain.choice();
    drawSchema();
    int shards = choice.between(1, 3);
    created = PROFILES_PER_SHARD * shards;
    ReferenceEngine reference = new ReferenceEngine(schema);
    Deque<Pinned> pinned = new ArrayDeque<>();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema)
            .clock(clock)
            .shards(shards)
            .writerThreads(choice.between(0, 2))
            .queryThreads(choice.between(1, 2))
            .sealEvents(choice.of(List.of(8, 256, 16_384)))
            .purgeRows(choice.of(List.of(1, 50, 1_000)))
            .open()) {
      write(engine, reference, everyProfileOnce());
      for (int round = 0; round < ROUNDS; round++) {
        pinned.add(pin(engine, reference));
        for (int batches = choice.between(1, 3); batches > 0; batches--) {
          write(engine, reference, churn());
        }
        check(pin(engine, reference));
        checkProfile(engine, reference);
        if (pinned.size() > 2) {
          check(pinned.remove());
        }
      }
      pinned.forEach(CrowdDifferentialTest::check);
    }
  }

  private void drawSchema() {
    indexed =
        Schema.builder()
            .attributes(StringAttribute.of("country"), StringAttribute.of("plan"))
            .attributes(BooleanAttribute.of("active"), VersionAttribute.of("app"))
            .attributes(StringSetAttribute.of("tags"))
            .trackingChanges(StringAttribute.of("plan"), BooleanAttribute.of("active"))
            .eventTypes(EventType.of("visit"))
            .build();
    schema = indexed.toBuilder().attributes(VISITS).build();
    for (int i = 0; i < 2; i++) {
      for (var attribute : domain.schema().attributes()) {
        if (schema.findAttribute(attribute.name()) == null) {
          schema = schema.toBuilder().attributes(attribute).build();
        }
      }
    }
    for (EventType type : domain.schema().eventTypes()) {
      schema = schema.toBuilder().eventTypes(type).build();
    }
  }

  private void write(
      SegmentationEngine engine, ReferenceEngine reference, List<Operation> operations) {
    Batch batch = Batch.of(operations);
    clock.advance(Duration.ofMillis(choice.below(4)));
    reference.apply(batch, clock.millis());
    engine.ingest(batch);
  }

  private List<Operation> everyProfileOnce() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < created; i++) {
      operations.add(Retargeted.to(id(i), domain.update(indexed)));
      operations.add(Retargeted.to(id(i), domain.update(schema)));
      operations.add(visits(id(i)));
      if (choice.chance(10)) {
        operations.add(Retargeted.to(id(i), domain.operation(schema)));
      }
    }
    return operations;
  }

  /** Few writes or many; sometimes deletions, sometimes newcomers. */
  private List<Operation> churn() {
    List<Operation> operations = new ArrayList<>();
    for (int i = choice.of(List.of(1, 20, 300, 1_500)); i > 0; i--) {
      Schema scope = choice.chance(70) ? indexed : schema;
      operations.add(Retargeted.to(anyone(), domain.update(scope)));
      if (choice.chance(20)) {
        operations.add(visits(anyone()));
      }
    }
    if (choice.chance(40)) {
      for (int i = choice.of(List.of(1, 10, 200)); i > 0; i--) {
        operations.add(new ProfileDeletion(anyone()));
      }
    }
    if (choice.chance(40)) {
      for (int i = choice.of(List.of(1, 10, 400)); i > 0; i--) {
        operations.add(Retargeted.to(id(created++), domain.update(indexed)));
      }
    }
    for (int i = choice.below(20); i > 0; i--) {
      operations.add(Retargeted.to(anyone(), domain.event(schema)));
    }
    return operations;
  }

  private ProfileUpdate visits(ProfileId id) {
    return ProfileUpdate.of(id).set(VISITS, choice.below(40));
  }

  private ProfileId anyone() {
    return id(choice.below(created));
  }

  private static ProfileId id(int number) {
    return ProfileId.of("c" + number);
  }

  private Pinned pin(SegmentationEngine engine, ReferenceEngine reference) {
    Instant now =
        choice.chance(50) ? clock.instant().plusMillis(choice.between(-4, 6)) : domain.now();
    ReadView view = engine.view(now);
    List<Predicate> predicates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      predicates.add(domain.predicate(indexed, choice.between(0, 2)));
    }
    predicates.add(domain.predicate(schema, 2));
    long visits = choice.below(40);
    Predicate some = VISITS.between(visits, visits + choice.below(30));
    predicates.add(choice.chance(50) ? some : some.not());
    predicates.add(StringAttribute.of("country").is("a"));
    List<Set<ProfileId>> answers = new ArrayList<>();
    for (Predicate predicate : predicates) {
      answers.add(reference.audience(predicate, now.toEpochMilli()));
    }
    return new Pinned(view, predicates, answers);
  }

  private static void check(Pinned pinned) {
    try (ReadView view = pinned.view()) {
      for (int i = 0; i < pinned.predicates().size(); i++) {
        Predicate predicate = pinned.predicates().get(i);
        Set<ProfileId> found = EngineUnderTest.members(view, predicate);
        // Compared before it is asserted: a description of thousands of profiles takes its time.
        assertThat(found.equals(pinned.answers().get(i)))
            .as(
                () ->
                    predicate
                        + " at "
                        + view.now()
                        + ", epoch "
                        + view.epoch()
                        + " found "
                        + found.size())
            .isTrue();
      }
      EngineUnderTest.countTogether(view, pinned.predicates(), pinned.answers());
    }
  }

  private void checkProfile(SegmentationEngine engine, ReferenceEngine reference) {
    for (int i = 0; i < 20; i++) {
      ProfileId id = anyone();
      Optional<?> expected = reference.profile(id, Integer.MAX_VALUE);
      assertThat(engine.profile(id, Integer.MAX_VALUE)).isEqualTo(expected);
    }
    assertThat(engine.statistics().profiles()).isEqualTo(reference.profileIds().size());
  }
}
