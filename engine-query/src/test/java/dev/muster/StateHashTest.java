// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.AMOUNT;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.BORN;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.SCHEMA;
import static dev.muster.ShopFixture.SCORE;
import static dev.muster.ShopFixture.TAGS;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hash of a state tells contents apart, and nothing else. */
@Timeout(60)
class StateHashTest {

  private final ManualClock clock = new ManualClock(NOW);

  private static Event purchase(ProfileId id, String amount, String category) {
    return Event.of(id, PURCHASE, NOW.minus(DAY))
        .with(AMOUNT, new BigDecimal(amount))
        .with(CATEGORY, category);
  }

  private void write(SegmentationEngine engine) {
    engine.update(
        ProfileUpdate.of(ANA)
            .set(COUNTRY, "PL")
            .set(AGE, 31)
            .set(SCORE, 0.5)
            .set(TAGS, Set.of("vip", "new"))
            .set(BORN, LocalDate.of(1994, 2, 3)));
    engine.update(ProfileUpdate.of(BEN).set(COUNTRY, "IN").set(AGE, 40));
    engine.record(purchase(ANA, "9.99", "shoes"));
    engine.record(purchase(ANA, "5.00", "books"));
    engine.record(visit(BEN, NOW.minus(DAY)));
    engine.segments().define(Segment.of("polish", COUNTRY.is("PL")));
  }

  private long hash(EngineBuilder builder, List<Consumer<SegmentationEngine>> steps) {
    try (SegmentationEngine engine = builder.clock(clock).open()) {
      steps.forEach(step -> step.accept(engine));
      return engine.stateHash();
    }
  }

  private long hashAfter(Consumer<SegmentationEngine> step) {
    return hash(SegmentationEngine.builder(SCHEMA), List.of(this::write, step));
  }

  @Test
  void everySingleChange_changesIt() {
    Map<String, Consumer<SegmentationEngine>> changes = new LinkedHashMap<>();
    changes.put("nothing", engine -> {});
    changes.put("text", engine -> engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "DE")));
    changes.put("number", engine -> engine.update(ProfileUpdate.of(ANA).set(AGE, 32)));
    changes.put("set", engine -> engine.update(ProfileUpdate.of(ANA).set(TAGS, Set.of("vip"))));
    changes.put("no set", engine -> engine.update(ProfileUpdate.of(ANA).unset(TAGS)));
    changes.put("empty set", engine -> engine.update(ProfileUpdate.of(ANA).set(TAGS, Set.of())));
    changes.put("zero", engine -> engine.update(ProfileUpdate.of(BEN).set(SCORE, 0.0)));
    changes.put("profile", engine -> engine.update(ProfileUpdate.of("cy")));
    changes.put("other profile", engine -> engine.update(ProfileUpdate.of("di")));
    changes.put("deletion", engine -> engine.delete(BEN));
    changes.put("event", engine -> engine.record(visit(BEN, NOW)));
    changes.put("event before", engine -> engine.record(visit(BEN, NOW.minusMillis(1))));
    changes.put("event twice", engine -> engine.record(visit(BEN, NOW.minus(DAY))));
    changes.put("event of another", engine -> engine.record(visit(ANA, NOW)));
    changes.put("of another type", engine -> engine.record(Event.of(BEN, PURCHASE, NOW)));
    changes.put("property", engine -> engine.record(purchase(BEN, "1.00", "toys")));
    changes.put("other property", engine -> engine.record(purchase(BEN, "1.00", "tools")));
    changes.put(
        "missing property",
        engine -> engine.record(Event.of(BEN, PURCHASE, NOW.minus(DAY)).with(CATEGORY, "toys")));
    changes.put("segment", engine -> engine.segments().define(Segment.of("of 9", AGE.is(9))));
    changes.put(
        "definition", engine -> engine.segments().define(Segment.of("polish", COUNTRY.is("DE"))));
    changes.put(
        "version",
        engine -> {
          engine.segments().define(Segment.of("polish", COUNTRY.is("DE")));
          engine.segments().define(Segment.of("polish", COUNTRY.is("PL")));
        });
    changes.put("no segment", engine -> engine.segments().remove("polish"));
    changes.put(
        "schema",
        engine ->
            engine.extendSchema(SCHEMA.toBuilder().attributes(LongAttribute.of("height")).build()));
    changes.put(
        "tracked schema",
        engine -> {
          LongAttribute height = LongAttribute.of("height");
          engine.extendSchema(
              SCHEMA.toBuilder().attributes(height).trackingChanges(height).build());
        });

    Map<Long, String> seen = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> assertThat(seen.put(hashAfter(change), name)).as(name).isNull());
  }

  @Test
  void instantOfAChange_counts_whereItIsTracked() {
    ProfileUpdate scored = ProfileUpdate.of(BEN).set(SCORE, 1.0);
    ProfileUpdate aged = ProfileUpdate.of(BEN).set(AGE, 41);
    long early = hashAfter(engine -> engine.update(scored));
    Consumer<SegmentationEngine> wait = engine -> clock.advance(Duration.ofMillis(1));

    assertThat(hashAfter(wait.andThen(engine -> engine.update(scored)))).isNotEqualTo(early);
    clock.set(NOW);
    assertThat(hashAfter(engine -> engine.update(aged)))
        .isEqualTo(hashAfter(wait.andThen(engine -> engine.update(aged))));
  }

  /** Of one profile and type; they tell first from last, and the order of a sequence's steps. */
  @Test
  void orderOfEqualTimes_countsWithinATypeOnly() {
    Event shoes = purchase(BEN, "1.00", "shoes");
    Event books = purchase(BEN, "1.00", "books");
    Event visit = visit(BEN, NOW.minus(DAY));

    for (int sealEvents : new int[] {1, 2, 3, 100}) {
      EngineBuilder builder = SegmentationEngine.builder(SCHEMA).sealEvents(sealEvents);
      long first = hash(builder, List.of(engine -> engine.ingest(Batch.of(shoes, books, visit))));

      assertThat(hash(builder, List.of(engine -> engine.ingest(Batch.of(books, shoes, visit)))))
          .isNotEqualTo(first);
      assertThat(hash(builder, List.of(engine -> engine.ingest(Batch.of(visit, shoes, books)))))
          .isEqualTo(first);
    }
  }

  @Test
  void orderOfDefinitions_doesNotCount() {
    Schema turned =
        Schema.builder()
            .attributes(BORN, TAGS, ShopFixture.BALANCE, SCORE, AGE, COUNTRY)
            .trackingChanges(SCORE)
            .eventTypes(VISIT, EventType.of("purchase", ShopFixture.RATING, CATEGORY, AMOUNT))
            .build();

    assertThat(hash(SegmentationEngine.builder(turned), List.of(this::write)))
        .isEqualTo(hash(SegmentationEngine.builder(SCHEMA), List.of(this::write)));
  }

  @Test
  void sameContentAgain_isTheSame() {
    long once = hashAfter(engine -> {});
    Consumer<SegmentationEngine> deleteAll =
        engine -> {
          engine.delete(ANA);
          engine.delete(BEN);
          engine.segments().remove("polish");
        };
    // Versions of a name never repeat, so the definition that was removed is not made again.
    Consumer<SegmentationEngine> writeAgain =
        engine -> {
          engine.update(ProfileUpdate.of("someone else").set(COUNTRY, "XX"));
          engine.delete(ProfileId.of("someone else"));
          write(engine);
        };
    for (int purgeRows : new int[] {1, 100}) {
      EngineBuilder builder = SegmentationEngine.builder(SCHEMA).purgeRows(purgeRows).shards(1);
      long again = hash(builder, List.of(this::write, deleteAll, writeAgain));
      long redefined =
          hashAfter(
              engine -> {
                engine.segments().remove("polish");
                engine.segments().define(Segment.of("polish", COUNTRY.is("PL")));
              });

      assertThat(again).isEqualTo(redefined).isNotEqualTo(once);
    }
  }

  @Test
  void eventsPastRetention_doNotCount() {
    EngineBuilder builder = SegmentationEngine.builder(SCHEMA).retention(DAY.multipliedBy(2));
    try (SegmentationEngine engine = builder.clock(clock).open()) {
      engine.update(ProfileUpdate.of(BEN));
      long before = engine.stateHash();
      engine.record(visit(BEN, NOW.minus(DAY)));

      assertThat(engine.stateHash()).isNotEqualTo(before);
      clock.advance(DAY.minusMillis(1));
      assertThat(engine.stateHash()).isNotEqualTo(before);
      clock.advance(Duration.ofMillis(1));
      assertThat(engine.stateHash()).isEqualTo(before);
      try (ReadView view = engine.view(NOW)) {
        assertThat(view.stateHash()).isNotEqualTo(before);
      }
    }
  }

  /** A clock that runs on with each look at it. */
  @Test
  void pass_stopsAtTheDeadline() {
    AtomicInteger looks = new AtomicInteger();
    EngineBuilder builder = SegmentationEngine.builder(SCHEMA).shards(8).queryThreads(1);
    try (SegmentationEngine engine = builder.clock(clock).open()) {
      for (int i = 0; i < 100; i++) {
        engine.update(ProfileUpdate.of("p" + i).set(AGE, i));
        engine.record(visit(ProfileId.of("p" + i), NOW));
      }
      Cancellation endless = new Cancellation(Integer.MAX_VALUE, looks::incrementAndGet);
      try (ReadView view = engine.view(NOW, endless)) {
        view.stateHash();
      }
      // Before, after, and of each chunk after its column, its events and itself.
      assertThat(looks.get()).isGreaterThanOrEqualTo(2 + 8 * 3);

      looks.set(0);
      try (ReadView view = engine.view(NOW, new Cancellation(12, looks::incrementAndGet))) {
        QueryStoppedException stopped =
            catchThrowableOfType(QueryStoppedException.class, view::stateHash);

        assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.DEADLINE);
        assertThat(looks.get()).isBetween(13, 15);
      }
    }
  }

  /**
   * Profiles write in turns that are drawn anew, each in its own order: sealing, merging, shards,
   * rows and codes differ; the state does not.
   */
  @SeededTest(count = 300)
  void waysToTheSameContent_areNotTold(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    Schema schema = domain.schema();
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      operations.add(domain.operation(schema));
    }
    clock.set(RandomDomain.BASE);
    ReferenceEngine reference = new ReferenceEngine(schema);
    operations.forEach(operation -> reference.apply(operation, clock.millis()));
    Set<Long> found = new HashSet<>();
    for (int shards : new int[] {1, 2, 7, 16}) {
      found.add(
          hash(
              EngineUnderTest.random(schema, choice, clock).shards(shards),
              List.of(engine -> ingest(engine, choice, interleaved(operations, seed + shards)))));
    }

    assertThat(found).containsExactly(reference.stateHash(clock.millis()));
  }

  private static void ingest(
      SegmentationEngine engine, RandomChoice choice, List<Operation> operations) {
    for (int from = 0; from < operations.size(); ) {
      int to = Math.min(operations.size(), from + choice.of(List.of(1, 5, 50)));
      engine.ingest(Batch.of(operations.subList(from, to)));
      from = to;
    }
  }

  /** The same operations in another order, those of each profile in their own. */
  private static List<Operation> interleaved(List<Operation> operations, long seed) {
    Random random = new Random(seed);
    Map<ProfileId, List<Operation>> byProfile = new LinkedHashMap<>();
    operations.forEach(
        operation ->
            byProfile
                .computeIfAbsent(operation.profileId(), id -> new ArrayList<>())
                .add(operation));
    record Turn(double at, Operation operation) {}
    List<Turn> turns = new ArrayList<>();
    for (List<Operation> own : byProfile.values()) {
      double[] at = random.doubles(own.size()).sorted().toArray();
      for (int i = 0; i < at.length; i++) {
        turns.add(new Turn(at[i], own.get(i)));
      }
    }
    turns.sort(Comparator.comparingDouble(Turn::at));
    return turns.stream().map(Turn::operation).toList();
  }
}
