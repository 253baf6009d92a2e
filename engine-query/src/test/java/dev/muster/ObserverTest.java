// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.metrics.BatchRefused;
import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.EpochPublished;
import dev.muster.metrics.IdleWorkDone;
import dev.muster.metrics.JournalAppended;
import dev.muster.metrics.JournalForced;
import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryDone.Outcome;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import dev.muster.metrics.WriteWaited;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Observers are told what the engine does, and cannot harm it. */
@Timeout(60)
class ObserverTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final LongAttribute UNKNOWN = LongAttribute.of("unknown");
  private static final EventType VISIT = EventType.of("visit");
  private static final Schema SCHEMA = Schema.builder().attributes(AGE).eventTypes(VISIT).build();

  private final ManualClock clock = new ManualClock(NOW);
  private final ToldObserver observer = new ToldObserver();

  private EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA).clock(clock).shards(2);
  }

  private static Batch people(int first, int count) {
    List<Operation> operations = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      operations.add(ProfileUpdate.of("p" + i).set(AGE, i));
    }
    return Batch.of(operations);
  }

  @Test
  void eachKindOfQuestion_isToldOnce() {
    try (SegmentationEngine engine = builder().observer(observer).open()) {
      engine.ingest(people(0, 10));
      Predicate some = AGE.atLeast(4);

      engine.count(some);
      engine.counts(List.of(some, AGE.is(1), AGE.is(2)));
      engine.audience(some).close();
      engine.analyze(some, Breakdown.by(Dimension.of(AGE)));
      engine.profile(ProfileId.of("p3"));
      engine.profile(ProfileId.of("nobody"));
      engine.explain(some);
      engine.explain(some, Breakdown.by(Dimension.of(AGE)));
      engine.estimate(some);
      engine.stateHash();
    }

    List<QueryDone> told = observer.all(QueryDone.class);
    assertThat(told)
        .extracting(QueryDone::kind)
        .containsExactly(
            QueryKind.COUNT,
            QueryKind.COUNTS,
            QueryKind.AUDIENCE,
            QueryKind.ANALYSIS,
            QueryKind.PROFILE,
            QueryKind.PROFILE,
            QueryKind.EXPLANATION,
            QueryKind.EXPLANATION,
            QueryKind.ESTIMATE,
            QueryKind.STATE_HASH);
    assertThat(told)
        .extracting(QueryDone::result)
        .containsExactly(6L, 3L, 6L, -1L, 1L, 0L, 6L, 6L, -1L, -1L);
    assertThat(told)
        .extracting(QueryDone::text)
        .containsExactly(
            "age >= 4",
            "[age >= 4, age = 1, age = 2]",
            "age >= 4",
            "breakdown of age >= 4",
            "",
            "",
            "age >= 4",
            "breakdown of age >= 4",
            "age >= 4",
            "");
    long epoch = observer.all(EpochPublished.class).get(0).epoch();
    assertThat(told)
        .allSatisfy(
            query -> {
              assertThat(query.outcome()).isEqualTo(Outcome.ANSWERED);
              assertThat(query.epoch()).isGreaterThanOrEqualTo(epoch);
              assertThat(query.nanos()).isPositive();
            });
  }

  @Test
  void questionWithoutAnswer_isToldWithItsOutcome() throws InterruptedException {
    Cancellation cancellation = Cancellation.manual();
    try (SegmentationEngine engine =
        builder().observer(observer).readLimit(Duration.ofMillis(1)).open()) {
      engine.ingest(people(0, 10));
      assertThatThrownBy(() -> engine.count(UNKNOWN.is(1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(last().outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(last().text()).isEqualTo("unknown = 1");

      ReadView stopped = engine.view(NOW, cancellation);
      cancellation.cancel();
      assertThatThrownBy(() -> stopped.audience(AGE.is(1)))
          .isInstanceOf(QueryStoppedException.class);
      assertThat(last().outcome()).isEqualTo(Outcome.STOPPED);
      stopped.close();

      ReadView closed = engine.view();
      closed.close();
      assertThatThrownBy(() -> closed.profile(ProfileId.of("p1"), 1))
          .isInstanceOf(IllegalStateException.class);
      assertThat(last().outcome()).isEqualTo(Outcome.FAILED);

      try (ReadView held = engine.view()) {
        assertThatThrownBy(() -> askUntilRevoked(held)).isInstanceOf(ReadRevokedException.class);
      }
      assertThat(last().outcome()).isEqualTo(Outcome.REVOKED);
    }
    assertThat(observer.all(QueryDone.class))
        .filteredOn(query -> query.outcome() != Outcome.ANSWERED)
        .extracting(QueryDone::result)
        .containsOnly(-1L);
  }

  private static void askUntilRevoked(ReadView view) {
    while (true) {
      view.stateHash();
    }
  }

  private QueryDone last() {
    List<QueryDone> told = observer.all(QueryDone.class);
    return told.get(told.size() - 1);
  }

  @Test
  void beginAndEndOfQuestion_areToldOnTheThreadThatAsks() throws Exception {
    List<String> told = new ArrayList<>();
    ToldObserver noting =
        new ToldObserver() {
          @Override
          synchronized void take(Object what) {
            if (what instanceof QueryKind || what instanceof QueryDone) {
              told.add(what.getClass().getSimpleName() + Thread.currentThread().getName());
            }
          }
        };
    try (SegmentationEngine engine = builder().observer(noting).open()) {
      Thread asking = new Thread(() -> engine.count(Predicate.everyone()), "-asking");
      asking.start();
      asking.join();
      engine.count(Predicate.everyone());
    }
    String here = Thread.currentThread().getName();
    assertThat(told)
        .containsExactly(
            "QueryKind-asking", "QueryDone-asking", "QueryKind" + here, "QueryDone" + here);
  }

  @Test
  void writes_areToldWithTheirEpoch() {
    try (SegmentationEngine engine = builder().observer(observer).open()) {
      engine.ingest(people(0, 7));
      engine.ingest(people(7, 3).from("loader", 1));
      engine.ingest(people(7, 3).from("loader", 1));
      engine.record(Event.of(ProfileId.of("p1"), VISIT, NOW).id("e"));
      engine.record(Event.of(ProfileId.of("p1"), VISIT, NOW).id("e"));
    }

    List<EpochPublished> epochs = observer.all(EpochPublished.class);
    assertThat(epochs).extracting(EpochPublished::epoch).doesNotHaveDuplicates().isSorted();
    assertThat(epochs).allMatch(epoch -> epoch.nanos() > 0);
    assertThat(epochs.stream().mapToLong(EpochPublished::writes).sum()).isEqualTo(5);
    assertThat(epochs.stream().mapToLong(EpochPublished::applied).sum()).isEqualTo(11);
    assertThat(epochs.stream().mapToLong(EpochPublished::duplicates).sum()).isEqualTo(4);
    assertThat(epochs.stream().mapToLong(EpochPublished::expired).sum()).isZero();
  }

  @Test
  void refusedBatches_areToldWithTheirReason() {
    try (SegmentationEngine engine = builder().observer(observer).open()) {
      assertThatThrownBy(
              () ->
                  engine.ingest(
                      Batch.of(
                          ProfileUpdate.of("a").set(AGE, 1),
                          ProfileUpdate.of("a").set(UNKNOWN, 1))))
          .isInstanceOf(RejectedOperationException.class);
      assertThatThrownBy(
              () -> engine.record(Event.of(ProfileId.of("a"), VISIT, NOW.plus(Duration.ofDays(1)))))
          .isInstanceOf(RejectedOperationException.class);
    }

    assertThat(observer.all(BatchRefused.class))
        .containsExactly(
            new BatchRefused(Optional.of(RejectedOperationException.Reason.UNKNOWN_NAME), 2),
            new BatchRefused(Optional.of(RejectedOperationException.Reason.FUTURE_EVENT), 1));
  }

  @Test
  void batchWithoutSpace_isToldAsRefused() {
    FullStore disk = new FullStore(new FaultyFileStore());
    try (SegmentationEngine engine = builder().observer(observer).open(disk, 4_096)) {
      disk.setFull(true);
      assertThatThrownBy(() -> ingestForEver(engine)).isInstanceOf(StorageException.class);
      disk.setFull(false);
      engine.ingest(people(0, 100));
    }
    assertThat(observer.all(BatchRefused.class))
        .containsExactly(new BatchRefused(Optional.empty(), 100));
    assertThat(observer.all(EngineFailed.class)).isEmpty();
  }

  private static void ingestForEver(SegmentationEngine engine) {
    while (true) {
      engine.ingest(people(0, 100));
    }
  }

  @Test
  void writeThatFindsTheQueueFull_isToldOnce() throws Exception {
    CountDownLatch publishing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    ToldObserver holding =
        new ToldObserver() {
          @Override
          public void epochPublished(EpochPublished epoch) {
            publishing.countDown();
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    try (SegmentationEngine engine =
        builder().writerThreads(0).queueCapacity(1).observer(holding).open()) {
      CompletableFuture<?> first = engine.submit(people(0, 1));
      publishing.await();
      CompletableFuture<?> second = engine.submit(people(1, 1));
      assertThat(engine.statistics().queued()).isEqualTo(1);
      Thread third = new Thread(() -> engine.ingest(people(2, 1)));
      third.start();
      while (third.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      released.countDown();
      third.join();
      first.get();
      second.get();
      assertThat(engine.count(Predicate.everyone())).isEqualTo(3);
      assertThat(engine.statistics().queued()).isZero();
    }
    assertThat(holding.all(WriteWaited.class)).hasSize(1).allMatch(write -> write.nanos() > 0);
  }

  @Test
  void idleWork_isTold() throws InterruptedException {
    try (SegmentationEngine engine = builder().shards(1).purgeRows(1).observer(observer).open()) {
      // Few enough that no postings are made of them while they are written.
      engine.ingest(people(0, 100));
      IdleWorkDone settled = observer.await(IdleWorkDone.class, work -> work.columnsSettled() > 0);
      assertThat(settled).extracting(IdleWorkDone::columnsSettled).isEqualTo(1);
      assertThat(settled.nanos()).isPositive();

      List<Operation> visits = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        visits.add(Event.of(ProfileId.of("p" + i % 100), VISIT, NOW.minusSeconds(i)));
      }
      engine.ingest(Batch.of(visits));
      IdleWorkDone sealed = observer.await(IdleWorkDone.class, work -> work.tailsSealed() > 0);
      assertThat(sealed.tailsSealed()).isEqualTo(1);

      engine.delete(ProfileId.of("p7"));
      EpochPublished purge = observer.await(EpochPublished.class, epoch -> epoch.purged() > 0);
      assertThat(purge.purged()).isEqualTo(1);
      assertThat(purge.writes()).isZero();
    }
  }

  @Test
  void directory_isToldFromOpeningToClosing() {
    FaultyFileStore disk = new FaultyFileStore();
    long snapshot;
    try (SegmentationEngine engine = builder().observer(observer).open(disk, 4_096)) {
      engine.ingest(people(0, 10));
      snapshot = engine.snapshot();
      engine.snapshot();
      engine.ingest(people(10, 10));
    }
    assertThat(observer.all(RecoveryDone.class)).as("a new directory").isEmpty();
    assertThat(observer.all(JournalAppended.class)).hasSize(3).allMatch(one -> one.bytes() > 0);
    assertThat(observer.all(JournalForced.class))
        .extracting(JournalForced::epoch)
        .isEqualTo(
            observer.all(JournalAppended.class).stream().map(JournalAppended::epoch).toList());
    assertThat(observer.all(SnapshotDone.class))
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.epoch()).isEqualTo(snapshot);
              assertThat(taken.bytes()).isPositive();
              assertThat(taken.pinNanos()).isPositive().isLessThan(taken.nanos());
              assertThat(taken.failure()).isEmpty();
            });
    assertThat(observer.all()).endsWith(ToldObserver.CLOSED).containsOnlyOnce(ToldObserver.CLOSED);

    ToldObserver later = new ToldObserver();
    long last = observer.all(EpochPublished.class).get(2).epoch();
    try (SegmentationEngine engine = builder().observer(later).open(disk.afterKill(), 4_096)) {
      assertThat(engine.count(Predicate.everyone())).isEqualTo(20);
    }
    assertThat(later.all(RecoveryDone.class))
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.epoch()).isEqualTo(last);
              assertThat(read.snapshotEpoch()).isEqualTo(snapshot);
              assertThat(read.journalBytes()).isPositive();
              assertThat(read.snapshotNanos()).isPositive().isLessThan(read.nanos());
            });
    assertThat(later.all(EpochPublished.class)).as("what is read again is no news").isEmpty();
  }

  @Test
  void failureOfTheDisk_isToldOnce() {
    FaultyFileStore disk = new FaultyFileStore();
    SegmentationEngine engine = builder().observer(observer).open(disk, 4_096);
    engine.ingest(people(0, 10));
    disk.withPlan(FaultPlan.lasting(disk.trace().size(), FaultPlan.Kind.ERROR, 1));
    assertThatThrownBy(() -> engine.ingest(people(10, 1))).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> engine.ingest(people(11, 1))).isInstanceOf(StorageException.class);
    assertThat(engine.count(Predicate.everyone())).isEqualTo(10);
    assertThatThrownBy(engine::close).isInstanceOf(StorageException.class);

    assertThat(observer.all(EngineFailed.class)).hasSize(1).allMatch(EngineFailed::isOfStorage);
    assertThat(observer.all()).endsWith(ToldObserver.CLOSED);
  }

  /** Every answer is what it is without observers, whatever they throw, and all are told. */
  @Test
  void observerThatThrows_changesNothing() {
    ToldObserver throwing =
        new ToldObserver() {
          @Override
          synchronized void take(Object what) {
            super.take(what);
            if (what instanceof QueryDone) {
              throw new AssertionError("of the application");
            }
            throw new IllegalStateException("of the application");
          }
        };
    FaultyFileStore plainDisk = new FaultyFileStore();
    FaultyFileStore observedDisk = new FaultyFileStore();
    try (SegmentationEngine plain = builder().open(plainDisk, 4_096);
        SegmentationEngine observed =
            builder().observer(throwing).observer(observer).open(observedDisk, 4_096)) {
      assertThat(history(observed)).isEqualTo(history(plain));
    }
    try (SegmentationEngine plain = builder().open(plainDisk.afterKill(), 4_096);
        SegmentationEngine observed =
            builder().observer(throwing).open(observedDisk.afterKill(), 4_096)) {
      assertThat(observed.stateHash()).isEqualTo(plain.stateHash());
    }
    assertThat(observer.all(QueryDone.class)).hasSizeGreaterThan(100);
    assertThat(throwing.all(QueryDone.class).size())
        .as("and a hash of what is opened again")
        .isEqualTo(observer.all(QueryDone.class).size() + 1);
    assertThat(observer.all(SnapshotDone.class)).hasSize(1);
  }

  private static List<Object> history(SegmentationEngine engine) {
    SplittableRandom random = new SplittableRandom(7);
    List<Object> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ProfileId who = ProfileId.of("p" + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> engine.update(ProfileUpdate.of(who).set(AGE, random.nextInt(9)));
        case 1 -> engine.record(Event.of(who, VISIT, NOW.minusSeconds(random.nextInt(9_999))));
        case 2 -> engine.delete(who);
        default -> {
          Predicate asked = AGE.atLeast(random.nextInt(9)).and(VISIT.did());
          answers.add(engine.count(asked));
          answers.add(engine.counts(List.of(asked, asked.not())));
          answers.add(engine.profile(who));
          answers.add(engine.analyze(asked, Breakdown.by(Dimension.of(AGE))));
          answers.add(engine.explain(asked).count());
        }
      }
      if (i == 100) {
        engine.snapshot();
      }
    }
    answers.add(engine.stateHash());
    return answers;
  }
}
