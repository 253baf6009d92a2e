// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.AMOUNT;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Timeline;
import dev.muster.analysis.Trend;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.reference.ManualClock;
import dev.muster.schema.SchemaException;
import dev.muster.shard.file.FaultyFileStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events and profiles that go by themselves: when, what then is refused, and that memory falls. */
@Timeout(120)
class ExpiryTest {

  private static final Batch NOTHING = Batch.of(List.of());
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int PROFILES = 10_000;

  private final ManualClock clock = new ManualClock(NOW);
  private final FaultyFileStore store = new FaultyFileStore();
  private SegmentationEngine engine = builder().retention(WEEK).open();

  private EngineBuilder builder() {
    return ShopFixture.builder(clock).purgeRows(1);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void open(EngineBuilder builder) {
    engine.close();
    engine = builder.open(store, 1 << 16);
  }

  /** Lets the engine do what is due, as it would by itself. */
  private void settle() {
    for (int i = 0; i < 50; i++) {
      engine.ingest(NOTHING);
    }
  }

  private static void await(BooleanSupplier done) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static long bytes(EngineStatistics statistics, String what) {
    return statistics.memory().stream()
        .filter(use -> use.what().equals(what))
        .mapToLong(MemoryUse::sizeBytes)
        .sum();
  }

  @Test
  void floor_followsTheClockByTheHour() {
    engine.ingest(NOTHING);
    Instant first = NOW.minus(WEEK).truncatedTo(ChronoUnit.HOURS);
    assertThat(engine.statistics().eventsSince()).contains(first);

    clock.set(first.plus(WEEK).plus(Duration.ofHours(3)));
    engine.ingest(NOTHING);

    assertThat(engine.statistics().eventsSince()).contains(first.plus(Duration.ofHours(3)));
  }

  @Test
  void idleEngine_letsGoByItself() {
    engine.record(visit(ANA, NOW));
    clock.advance(Duration.ofDays(8));

    await(() -> engine.statistics().events() == 0);
    assertThat(engine.statistics().profiles()).isEqualTo(1);
    assertThat(bytes(engine.statistics(), "events")).isZero();
  }

  /** From a snapshot, an engine knows the floor, and who was active when. */
  @Test
  void snapshot_hasFloorAndActivity() {
    open(builder().retention(WEEK).profileExpiry(Duration.ofDays(3)));
    engine.record(visit(ANA, NOW));
    clock.advance(DAY);
    engine.record(visit(BEN, clock.instant()));
    Instant floor = engine.statistics().eventsSince().orElseThrow();
    engine.snapshot();

    open(builder().shards(3).profileExpiry(Duration.ofDays(3)));
    engine.ingest(NOTHING);
    assertThat(engine.statistics().eventsSince()).contains(floor);
    clock.advance(Duration.ofDays(3));
    engine.ingest(NOTHING);

    assertThat(engine.profile(ANA)).isEmpty();
    assertThat(engine.profile(BEN)).isPresent();
    assertThat(engine.statistics().expired()).isEqualTo(1);
  }

  /**
   * Whoever was active before anybody asked is taken to have been so on the day of the snapshot.
   */
  @Test
  void snapshotWithoutActivity_countsAsActivity() {
    open(builder());
    engine.record(visit(ANA, NOW));
    engine.snapshot();
    clock.advance(DAY);
    open(builder().profileExpiry(DAY));
    engine.ingest(NOTHING);
    assertThat(engine.profile(ANA)).isPresent();

    clock.advance(DAY);
    engine.ingest(NOTHING);

    assertThat(engine.profile(ANA)).isEmpty();
  }

  @Test
  void withoutRetention_nothingIsLetGo() {
    open(builder());
    engine.record(visit(ANA, NOW.minus(Duration.ofDays(3_000))));
    clock.advance(Duration.ofDays(9_000));
    settle();

    assertThat(engine.statistics().eventsSince()).isEmpty();
    assertThat(engine.count(VISIT.did())).isEqualTo(1);
  }

  /**
   * Windows that hang on an earlier now would show less than they did; what has no beginning begins
   * later.
   */
  @Test
  void windowOfAnEarlierNow_isRefusedWhereItReachesWhatIsGone() {
    engine.record(visit(ANA, NOW));
    engine.record(visit(ANA, NOW.plus(Duration.ofMinutes(30))));
    clock.advance(WEEK);
    engine.ingest(NOTHING);
    Instant floor = engine.statistics().eventsSince().orElseThrow();
    Instant earlier = floor.plus(DAY).minusMillis(1);

    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class,
            () -> engine.count(VISIT.inLast(DAY.plusMillis(1)).did(), earlier));
    assertThat(refused)
        .hasMessage(
            "a window must not reach beyond what is kept, window=PT24H0.001S now="
                + earlier
                + " first kept="
                + floor);
    engine.count(VISIT.inLast(DAY).did(), earlier);
    engine.count(VISIT.inLast(WEEK).did());
    engine.count(VISIT.thenNot(VISIT, WEEK).did());
    engine.count(VISIT.did(), earlier);
    engine.count(VISIT.since(Instant.EPOCH).did(), earlier);
    assertRefused(VISIT.ago(DAY, WEEK).did(), earlier);
    assertRefused(VISIT.inLastCalendarDays(3, ZoneOffset.UTC).did(), earlier);
    assertRefused(VISIT.then(VISIT).inLast(WEEK).did(), earlier);
    assertRefused(VISIT.thenNot(VISIT, DAY).did(), earlier);
  }

  private void assertRefused(Predicate predicate, Instant now) {
    assertThatThrownBy(() -> engine.count(predicate, now))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("must not reach beyond what is kept, window=");
  }

  @Test
  void analysisOfAnEarlierNow_isRefusedWhereItReachesWhatIsGone() {
    clock.advance(WEEK);
    engine.ingest(NOTHING);
    Instant floor = engine.statistics().eventsSince().orElseThrow();
    Instant earlier = floor.plus(Duration.ofHours(1));
    Trend trend =
        Trend.of(
            VISIT,
            Timeline.between(floor.minusMillis(1), earlier, CalendarUnit.DAY, ZoneOffset.UTC));

    assertThatThrownBy(() -> engine.analyze(Predicate.everyone(), trend, earlier))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "a timeline must not reach beyond what is kept, first instant="
                + floor.minusMillis(1)
                + " now="
                + earlier
                + " first kept="
                + floor);
    RfmTransition transition = RfmTransition.since(floor.minusMillis(1), Rfm.of(PURCHASE, AMOUNT));
    assertThatThrownBy(() -> engine.analyze(Predicate.everyone(), transition, earlier))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("must not reach beyond what is kept, window=PT1H0.001S");
    engine.analyze(
        Predicate.everyone(), RfmTransition.since(floor, Rfm.of(PURCHASE, AMOUNT)), earlier);
  }

  /** A view keeps the floor of its epoch, and the events above it. */
  @Test
  void pinnedView_seesWhatItSaw() {
    engine.record(visit(ANA, NOW));
    try (ReadView view = engine.view(NOW)) {
      clock.advance(Duration.ofDays(30));
      settle();
      assertThat(engine.statistics().events()).isZero();

      assertThat(view.count(VISIT.inLast(WEEK).did())).isEqualTo(1);
      assertThat(view.profile(ANA, 5).orElseThrow().events()).hasSize(1);
    }
    assertThat(engine.count(VISIT.did(), NOW)).isZero();
    assertThat(engine.profile(ANA).orElseThrow().events()).isEmpty();
  }

  /** Reopened with a longer retention, or with none, what has gone does not come back. */
  @Test
  void floor_staysInForceWhateverTheRetention() {
    open(builder().retention(WEEK));
    engine.record(visit(ANA, NOW));
    engine.record(visit(ANA, NOW.plus(Duration.ofMinutes(59))));
    clock.advance(Duration.ofDays(30));
    engine.ingest(NOTHING);
    Instant floor = engine.statistics().eventsSince().orElseThrow();

    for (EngineBuilder longer : List.of(builder(), builder().retention(Duration.ofDays(365)))) {
      open(longer);
      engine.ingest(NOTHING);
      assertThat(engine.statistics().eventsSince()).contains(floor);
      assertThat(engine.count(VISIT.did())).isZero();
      assertRefused(VISIT.inLast(Duration.ofDays(9)).did(), clock.instant());
      engine.count(VISIT.inLast(WEEK).did());
      RejectedOperationException refused =
          catchThrowableOfType(
              RejectedOperationException.class,
              () -> engine.record(visit(ANA, floor.minusMillis(1))));
      assertThat(refused.reason()).isEqualTo(RejectedOperationException.Reason.BEYOND_RETENTION);
      assertThat(refused)
          .hasMessageContaining(
              "an event must not lie before what is kept, event=visit time="
                  + floor.minusMillis(1)
                  + " first kept="
                  + floor);
    }
    engine.record(visit(ANA, floor));
    open(builder());
    assertThat(engine.count(VISIT.did())).isEqualTo(1);
  }

  /** The floor waits, too, when the disk is full; nothing else comes to harm. */
  @Test
  void fullDisk_keepsTheFloorWhereItIs() {
    engine.close();
    FullStore full = new FullStore(store);
    engine = builder().retention(WEEK).profileExpiry(DAY).open(full, 4_096);
    engine.record(visit(ANA, NOW));
    Instant floor = engine.statistics().eventsSince().orElseThrow();
    full.setFull(true);
    int written = 0;
    StorageException refused = null;
    while (refused == null && written < 10_000) {
      ProfileUpdate update = ProfileUpdate.of("p" + written++);
      refused = catchThrowableOfType(StorageException.class, () -> engine.update(update));
    }
    clock.advance(Duration.ofDays(30));
    catchThrowableOfType(StorageException.class, () -> engine.update(ProfileUpdate.of(BEN)));

    assertThat(engine.statistics().eventsSince()).contains(floor);
    assertThat(engine.statistics().expired()).isZero();
    full.setFull(false);
    settle();

    assertThat(engine.statistics().eventsSince()).contains(floor.plus(Duration.ofDays(30)));
    assertThat(engine.statistics().profiles()).isZero();
  }

  @Test
  void memoryOfEvents_isGivenBack() {
    Random random = new Random(1);
    List<Operation> operations = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      for (int i = 0; i < 3 * PROFILES; i++) {
        Instant time = clock.instant().minusMillis(random.nextInt(86_400_000));
        operations.add(visit(ProfileUpdate.of("p" + random.nextInt(PROFILES)).profileId(), time));
        if (operations.size() == PROFILES) {
          engine.ingest(Batch.of(operations));
          operations.clear();
        }
      }
      clock.advance(day < 9 ? Duration.ofHours(16) : Duration.ZERO);
    }
    EngineStatistics before = engine.statistics();
    assertThat(before.events()).isEqualTo(30L * PROFILES);
    // Nine tenths of what was written have left the retention then.
    clock.advance(WEEK.minus(Duration.ofHours(20)));
    settle();

    EngineStatistics after = engine.statistics();

    assertThat(after.events()).isBetween(1L, before.events() / 5);
    // What is left is packed when nothing is queued, for which a busy machine may leave no time
    // between two batches.
    await(() -> bytes(engine.statistics(), "events") < bytes(before, "events") / 5);
    clock.advance(DAY);
    settle();
    assertThat(engine.statistics().events()).isZero();
    assertThat(bytes(engine.statistics(), "events")).isZero();
  }

  /** Values and events go with their profiles, except of those that were heard of. */
  @Test
  void inactiveProfiles_goWithValuesAndEvents() {
    open(builder().shards(2).profileExpiry(Duration.ofDays(3)));
    writeProfiles("old");
    EngineStatistics before = engine.statistics();
    clock.advance(Duration.ofDays(2));
    engine.update(ProfileUpdate.of("old1"));
    engine.record(visit(ProfileUpdate.of("old2").profileId(), NOW));
    clock.set(NOW.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(4)).minusMillis(1));
    settle();
    assertThat(engine.statistics().expired()).isZero();

    clock.advance(Duration.ofMillis(1));
    settle();

    EngineStatistics after = engine.statistics();
    assertThat(after.expired()).isEqualTo(PROFILES - 2);
    assertThat(after.profiles()).isEqualTo(2);
    assertThat(after.events()).isEqualTo(3);
    assertThat(engine.count(AGE.is(1))).isEqualTo(1);
    assertThat(bytes(after, "events")).isLessThan(bytes(before, "events") / 10);

    writeProfiles("new");

    assertThat(engine.statistics().profiles()).isEqualTo(PROFILES + 2);
    open(builder().shards(2).profileExpiry(Duration.ofDays(3)));
    engine.ingest(NOTHING);
    assertThat(engine.statistics().profiles()).isEqualTo(PROFILES + 2);
    assertThat(engine.statistics().expired()).isZero();
    clock.advance(Duration.ofDays(3));
    settle();
    // Old1 and old2 were last heard of two days before the others.
    assertThat(engine.statistics().expired()).isEqualTo(2);
  }

  /**
   * Rows of profiles that have gone serve those that come, again and again. Only the first time do
   * they take more bytes: what leads from a row to its profile is short while rows are given in the
   * order of profiles, and long in every block of rows from then on.
   */
  @Test
  void turnover_takesNoMoreRows() {
    // With more, others would have more profiles in one shard and fewer in another.
    open(builder().shards(1).profileExpiry(DAY));
    turnOver("first");
    turnOver("second");
    long rowBytes = bytes(engine.statistics(), "rows");

    for (String name : List.of("third", "fourth", "fifth")) {
      turnOver(name);
      assertThat(bytes(engine.statistics(), "rows")).as(name).isEqualTo(rowBytes);
    }
  }

  /** All profiles go, and as many others come. */
  private void turnOver(String name) {
    clock.advance(DAY.multipliedBy(2));
    settle();
    assertThat(engine.statistics().profiles()).isZero();
    writeProfiles(name);
    assertThat(engine.statistics().profiles()).isEqualTo(PROFILES);
  }

  private void writeProfiles(String name) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < PROFILES; i++) {
      ProfileUpdate update = ProfileUpdate.of(name + i).set(AGE, i);
      operations.add(update);
      operations.add(visit(update.profileId(), clock.instant()));
    }
    engine.ingest(Batch.of(operations));
  }

  /** An event that was taken before is no sign of life. */
  @Test
  void duplicate_isNoActivity() {
    open(builder().profileExpiry(DAY).dedupHorizon(Duration.ofDays(9)));
    engine.record(visit(ANA, NOW).id("e"));
    engine.record(visit(BEN, NOW).id("e"));
    clock.advance(DAY);
    engine.record(visit(ANA, NOW).id("e"));
    engine.record(visit(BEN, NOW).id("f"));
    clock.advance(DAY);
    settle();

    assertThat(engine.profile(ANA)).isEmpty();
    assertThat(engine.profile(BEN)).isPresent();
  }
}
