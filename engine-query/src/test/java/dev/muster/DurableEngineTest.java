// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import dev.muster.segment.Segment;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultPlan.Kind;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine with a directory is, when it is opened again, what it was. */
@Timeout(120)
class DurableEngineTest {

  private static final long SEGMENT_BYTES = 4_096;
  private static final byte[] KEY = "0123456789abcdef0123456789ABCDEF".getBytes(US_ASCII);
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Schema SMALL = Schema.builder().attributes(COUNTRY).build();
  private static final Schema LARGER = SMALL.toBuilder().attributes(AGE).build();

  @TempDir Path directory;

  private static EngineBuilder builder(Schema schema) {
    return SegmentationEngine.builder(schema).clock(new ManualClock(RandomDomain.BASE));
  }

  private SegmentationEngine open(Schema schema) {
    return builder(schema).directory(directory).open();
  }

  private static ProfileUpdate from(String id, String country) {
    return ProfileUpdate.of(id).set(COUNTRY, country);
  }

  @Test
  void lastSequence_isKnownAgain_fromJournalAndFromSnapshot() {
    try (SegmentationEngine engine = open(SMALL)) {
      engine.ingest(Batch.of(from("a", "IN")).from("p", 41));
      engine.ingest(Batch.of().from("empty", Long.MAX_VALUE));
    }
    try (SegmentationEngine engine = open(SMALL)) {
      assertThat(engine.lastSequence("p")).hasValue(41);
      assertThat(engine.lastSequence("empty")).hasValue(Long.MAX_VALUE);
      engine.snapshot();
    }
    try (SegmentationEngine engine = open(SMALL)) {
      assertThat(engine.lastSequence("p")).hasValue(41);
      assertThat(engine.lastSequence("q")).isEmpty();
    }
  }

  @Test
  void whatWasWritten_isThereAgain() {
    try (SegmentationEngine engine = open(SMALL)) {
      engine.update(from("a", "IN"));
      engine.update(from("b", "ID"));
      engine.delete(ProfileId.of("b"));
    }
    for (int i = 0; i < 3; i++) {
      try (SegmentationEngine engine = open(SMALL)) {
        assertThat(engine.count(COUNTRY.is("IN"))).isEqualTo(1 + i);
        assertThat(engine.count(Predicate.everyone())).isEqualTo(1 + i);
        engine.update(from("c" + i, "IN"));
      }
    }
  }

  @Test
  void schema_mayHaveGrown_andMustNotShrink() {
    open(SMALL).close();
    try (SegmentationEngine engine = open(LARGER)) {
      engine.update(ProfileUpdate.of("a").set(AGE, 31));
    }

    assertThatThrownBy(() -> open(SMALL))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("'age'");
    try (SegmentationEngine engine = open(LARGER)) {
      assertThat(engine.count(AGE.is(31))).isEqualTo(1);
      engine.extendSchema(LARGER.toBuilder().attributes(LongAttribute.of("height")).build());
    }
    assertThatThrownBy(() -> open(LARGER)).hasMessageContaining("'height'");
  }

  @Test
  void emptySchema_meansThatOfTheDirectory() {
    Schema nothing = Schema.builder().build();
    open(nothing).close();
    try (SegmentationEngine engine = open(LARGER)) {
      engine.update(ProfileUpdate.of("a").set(AGE, 31));
      engine.snapshot();
    }
    for (int i = 0; i < 2; i++) {
      try (SegmentationEngine engine = open(nothing)) {
        assertThat(engine.schema().attributes().toString())
            .isEqualTo(LARGER.attributes().toString());
        assertThat(engine.count(AGE.is(31))).isEqualTo(1);
        engine.update(ProfileUpdate.of("b" + i).set(AGE, 32 + i));
      }
    }
    try (SegmentationEngine engine = open(LARGER)) {
      assertThat(engine.count(AGE.atLeast(31))).isEqualTo(3);
    }
  }

  @Test
  void segments_areThereAgain() {
    try (SegmentationEngine engine = open(SMALL)) {
      engine.update(from("a", "IN"));
      engine.segments().define(Segment.of("it's", COUNTRY.is("ID")));
      engine.segments().define(Segment.of("it's", COUNTRY.is("IN")));
      engine.segments().define(Segment.of("not it", Predicate.inSegment("it's").not()));
      engine.segments().define(Segment.of("gone", COUNTRY.is("IN")));
      engine.segments().remove("gone");
    }
    try (SegmentationEngine engine = open(SMALL)) {
      assertThat(engine.segments().find("it's").orElseThrow().version()).isEqualTo(2);
      assertThat(engine.count(Predicate.inSegment("it's"))).isEqualTo(1);
      assertThat(engine.count(Predicate.inSegment("not it"))).isZero();
      assertThat(engine.segments().find("gone")).isEmpty();
      assertThat(engine.segments().define(Segment.of("gone", COUNTRY.is("x"))).version())
          .isEqualTo(2);
    }
  }

  @Test
  void directory_isOneEnginesAtATime() {
    try (SegmentationEngine engine = open(SMALL)) {
      StorageException refused = catchThrowableOfType(StorageException.class, () -> open(SMALL));

      assertThat(refused.kind()).isEqualTo(StorageException.Kind.IN_USE);
      assertThat(refused).hasMessageContaining(directory.toString());
      assertThat(engine.count(Predicate.everyone())).isZero();
    }
    open(SMALL).close();
  }

  @Test
  void dedupHorizon_mustStayTheSame() {
    open(SMALL).close();

    assertThatThrownBy(
            () -> builder(SMALL).directory(directory).dedupHorizon(Duration.ofHours(1)).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dedupHorizon must be that of the directory, PT24H, dedupHorizon=PT1H");
    open(SMALL).close();
  }

  @Test
  void damage_isToldAndChangesNothing() {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine = builder(SMALL).open(store, SEGMENT_BYTES)) {
      for (int i = 0; i < 10; i++) {
        engine.update(from("p" + i, "IN"));
      }
    }
    FaultyFileStore closed = store.afterKill();
    for (String name : List.of("identity", "manifest", "journal-0000000000000000001")) {
      byte[] bytes = closed.bytes(name);
      bytes[name.startsWith("journal") ? 200 : 9] ^= 4;
      FaultyFileStore damaged = closed.afterKill();
      damaged.put(name, bytes);

      StorageException refused =
          catchThrowableOfType(
              StorageException.class, () -> builder(SMALL).open(damaged, SEGMENT_BYTES));

      assertThat(refused.kind()).as(name).isEqualTo(StorageException.Kind.DAMAGED);
      assertThat(refused.file()).isEqualTo(name);
      assertThat(refused.offset()).isNotNegative();
      assertThat(damaged.bytes(name)).isEqualTo(bytes);
    }
  }

  @Test
  void manifestThatIsGone_isNotTakenForANewDirectory() {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine = builder(SMALL).open(store, SEGMENT_BYTES)) {
      engine.update(from("p", "IN"));
    }
    FaultyFileStore damaged = store.afterKill();
    damaged.remove("manifest");

    StorageException refused =
        catchThrowableOfType(
            StorageException.class, () -> builder(SMALL).open(damaged, SEGMENT_BYTES));

    assertThat(refused.kind()).isEqualTo(StorageException.Kind.DAMAGED);
    assertThat(refused.file()).isEqualTo("manifest");
  }

  /** Such as a backup that was cut short. */
  @Test
  void snapshotWithoutManifest_isNotTakenForANewDirectory() {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine = builder(SMALL).open(store, SEGMENT_BYTES)) {
      engine.update(from("p", "IN"));
      engine.snapshot();
    }
    FaultyFileStore damaged = new FaultyFileStore();
    damaged.put("snapshot-0000000000000001", store.bytes("snapshot-0000000000000001"));

    StorageException refused =
        catchThrowableOfType(
            StorageException.class, () -> builder(SMALL).open(damaged, SEGMENT_BYTES));

    assertThat(refused.kind()).isEqualTo(StorageException.Kind.DAMAGED);
    assertThat(refused.file()).isEqualTo("manifest");
  }

  @Test
  void backup_isADirectoryOfItsOwn() {
    Path copy = directory.resolve("copy");
    long hash;
    try (SegmentationEngine engine = builder(SMALL).directory(directory.resolve("origin")).open()) {
      engine.update(from("a", "IN"));
      engine.segments().define(Segment.of("s", COUNTRY.is("IN")));
      hash = engine.stateHash();
      engine.backup(copy);
      engine.update(from("b", "IN"));
      assertThatThrownBy(() -> engine.backup(copy))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be empty");
    }
    for (int i = 0; i < 2; i++) {
      try (SegmentationEngine engine = builder(SMALL).directory(copy).open()) {
        assertThat(engine.stateHash()).isEqualTo(hash);
        assertThat(engine.count(COUNTRY.is("IN"))).isEqualTo(1 + i);
        engine.update(from("c", "IN"));
        hash = engine.stateHash();
      }
    }
  }

  @Test
  void fullDisk_refusesWrites_untilThereIsRoom() {
    FaultyFileStore disk = new FaultyFileStore();
    FullStore store = new FullStore(disk);
    SegmentationEngine engine = builder(SMALL).open(store, SEGMENT_BYTES);
    engine.update(from("before", "IN"));
    store.setFull(true);
    int written = 0;
    StorageException refused = null;
    while (refused == null && written < 10_000) {
      // As small as can be: what is larger finds no room, either, once this does not.
      ProfileUpdate update = ProfileUpdate.of("p" + written);
      refused = catchThrowableOfType(StorageException.class, () -> engine.update(update));
      written += refused == null ? 1 : 0;
    }

    assertThat(refused).isNotNull();
    assertThat(refused.kind()).isEqualTo(StorageException.Kind.FULL);
    assertThat(engine.count(Predicate.everyone())).isEqualTo(written + 1);
    assertThatThrownBy(() -> engine.extendSchema(LARGER)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> engine.count(AGE.is(1))).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> engine.segments().define(Segment.of("s", COUNTRY.is("IN"))))
        .isInstanceOf(StorageException.class);
    assertThat(engine.segments().definitions()).isEmpty();

    store.setFull(false);
    engine.update(from("after", "IN"));

    assertThat(engine.count(Predicate.everyone())).isEqualTo(written + 2);
    engine.close();
    try (SegmentationEngine again = builder(SMALL).open(disk.afterPowerLoss(7), SEGMENT_BYTES)) {
      assertThat(again.count(Predicate.everyone())).isEqualTo(written + 2);
    }
  }

  /** The largest sets there are, twice over what is kept at once. */
  @Test
  void batchTooLargeToKeep_isRefusedWhole() {
    StringSetAttribute tags = StringSetAttribute.of("tags");
    Set<String> large = new HashSet<>();
    for (int i = 0; i < 4_096; i++) {
      large.add(i + "x".repeat(32_000));
    }
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      operations.add(ProfileUpdate.of("p" + i).set(tags, large));
    }
    Batch batch = Batch.of(operations);
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine =
        builder(Schema.builder().attributes(tags).build()).open(store, SEGMENT_BYTES)) {
      RejectedOperationException refused =
          catchThrowableOfType(RejectedOperationException.class, () -> engine.ingest(batch));

      assertThat(refused.reason()).isEqualTo(RejectedOperationException.Reason.BATCH_TOO_LARGE);
      assertThat(refused).hasMessageContaining("at most 268435456 bytes");
      assertThat(engine.count(Predicate.everyone())).isZero();
      engine.update(ProfileUpdate.of("small").set(tags, Set.of("a")));
      assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
    }
  }

  /** Nobody knows what of a failed force is on disk, so nothing more is taken until it is read. */
  @Test
  void failedDisk_takesNoMoreWrites_andAnswersOn() {
    FaultyFileStore store = new FaultyFileStore();
    SegmentationEngine engine = builder(SMALL).open(store, SEGMENT_BYTES);
    engine.update(from("before", "IN"));
    store.withPlan(new FaultPlan(store.trace().size(), Kind.ERROR, 1));

    StorageException failed =
        catchThrowableOfType(StorageException.class, () -> engine.update(from("lost", "IN")));
    store.withPlan(FaultPlan.none());
    StorageException later =
        catchThrowableOfType(StorageException.class, () -> engine.update(from("later", "IN")));

    assertThat(failed.kind()).isEqualTo(StorageException.Kind.FAILED);
    assertThat(later.kind()).isEqualTo(StorageException.Kind.FAILED);
    assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
    assertThat(engine.profile(ProfileId.of("before"))).isPresent();
    assertThat(engine.profile(ProfileId.of("lost"))).isEmpty();
    assertThatThrownBy(engine::close).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> engine.count(Predicate.everyone()))
        .isInstanceOf(StorageException.class);
  }

  /**
   * Whatever was written, and however often the engine was closed, killed or cut off from power
   * between two batches: it equals the reference.
   */
  @SeededTest(count = 150)
  void everyOpening_equalsTheReference(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    ReferenceEngine reference = new ReferenceEngine(schema);
    FaultyFileStore store = new FaultyFileStore();
    long atClose = reference.stateHash(clock.millis());
    for (int opening = 0; opening < 4; opening++) {
      Durability durability =
          choice.chance(70) ? Durability.SYNC : Durability.interval(Duration.ofSeconds(1));
      SegmentationEngine engine =
          EngineUnderTest.random(schema, choice, clock)
              .durability(durability)
              .open(store, SEGMENT_BYTES);
      assertThat(engine.stateHash()).isEqualTo(atClose);
      check(engine, reference, domain, schema, clock);
      for (int batches = choice.between(0, 8); batches > 0; batches--) {
        Batch batch = domain.batch(schema, choice.of(List.of(1, 4, 30)));
        reference.apply(batch, clock.millis());
        engine.ingest(batch);
        clock.advance(Duration.ofMillis(choice.between(0, 400_000)));
        if (choice.chance(25)) {
          engine.snapshot();
        }
      }
      if (choice.chance(30)) {
        schema = domain.growth(schema);
        reference.extendSchema(schema);
        engine.extendSchema(schema);
      }
      if (choice.chance(50)) {
        Segment segment = domain.segment(schema);
        reference.define(segment);
        engine.segments().define(segment);
      }
      if (choice.chance(25)) {
        engine.snapshot();
      }
      check(engine, reference, domain, schema, clock);
      atClose = engine.stateHash();
      FaultyFileStore killed = store.afterKill();
      FaultyFileStore unpowered = store.afterPowerLoss(seed + opening);
      engine.close();
      boolean safe = durability.equals(Durability.SYNC);
      store = safe && choice.chance(50) ? unpowered : choice.chance(50) ? killed : closed(store);
    }
  }

  private static FaultyFileStore closed(FaultyFileStore store) {
    return store.afterPowerLoss(1);
  }

  private static void check(
      SegmentationEngine engine,
      ReferenceEngine reference,
      RandomDomain domain,
      Schema schema,
      ManualClock clock) {
    try (ReadView view = engine.view(clock.instant())) {
      assertThat(view.stateHash()).isEqualTo(reference.stateHash(clock.millis()));
      for (ProfileId id : RandomDomain.profileIds()) {
        assertThat(view.profile(id, 100)).isEqualTo(reference.profileAt(id, 100, clock.millis()));
      }
      for (int i = 0; i < 5; i++) {
        Predicate predicate = domain.predicate(schema, 3);
        assertThat(EngineUnderTest.members(view, predicate))
            .as("%s", predicate)
            .isEqualTo(reference.audience(predicate, clock.millis()));
      }
    }
  }

  /**
   * The process dies at every I/O of a workload in turn, and the power with it: what is there
   * afterwards are all writes up to some point, the acknowledged ones among them.
   */
  @SeededTest(count = 25)
  void deathAtAnyIo_losesNothingAcknowledged(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    List<Batch> batches = new ArrayList<>();
    List<Set<Profile>> states = new ArrayList<>();
    ReferenceEngine reference = new ReferenceEngine(schema);
    states.add(state(reference));
    for (int i = 0; i < 12; i++) {
      Batch batch = domain.batch(schema, 12);
      batches.add(batch);
      reference.apply(batch, RandomDomain.BASE.toEpochMilli());
      states.add(state(reference));
    }
    FaultyFileStore whole = new FaultyFileStore();
    assertThat(write(whole, schema, batches)).isEqualTo(batches.size());
    int points = whole.trace().size();
    for (int index = 0; index < points; index++) {
      FaultyFileStore store = new FaultyFileStore().withPlan(FaultPlan.stop(index, seed + index));
      int acknowledged = write(store, schema, batches);
      FileStore left = index % 2 == 0 ? store.afterPowerLoss(seed * 31 + index) : store.afterKill();
      Set<Profile> found;
      try (SegmentationEngine engine = builder(schema).open(left, SEGMENT_BYTES)) {
        found = state(engine);
      }

      List<Set<Profile>> allowed =
          states.subList(acknowledged, Math.min(acknowledged + 2, states.size()));
      assertThat(allowed).as("stopped at %s of %s", index, points).contains(found);
    }
  }

  /** How many batches were acknowledged before the store stopped. */
  private static int write(FaultyFileStore store, Schema schema, List<Batch> batches) {
    int acknowledged = 0;
    SegmentationEngine engine;
    try {
      engine = builder(schema).writerThreads(0).open(store, SEGMENT_BYTES);
    } catch (RuntimeException dead) {
      return 0;
    }
    try {
      for (Batch batch : batches) {
        engine.ingest(batch);
        acknowledged++;
      }
    } catch (EngineException dead) {
      assertThat(store.isStopped()).isTrue();
    }
    try {
      engine.close();
    } catch (RuntimeException dead) {
      assertThat(store.isStopped()).isTrue();
    }
    return acknowledged;
  }

  private static Set<Profile> state(ReferenceEngine reference) {
    Set<Profile> state = new HashSet<>();
    for (ProfileId id : RandomDomain.profileIds()) {
      reference.profile(id, 1_000).ifPresent(state::add);
    }
    return state;
  }

  private static Set<Profile> state(SegmentationEngine engine) {
    Set<Profile> state = new HashSet<>();
    for (ProfileId id : RandomDomain.profileIds()) {
      Optional<Profile> profile = engine.profile(id, 1_000);
      profile.ifPresent(state::add);
    }
    return state;
  }
}
