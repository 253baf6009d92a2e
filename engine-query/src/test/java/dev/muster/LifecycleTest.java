// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.SCHEMA;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.reference.ManualClock;
import dev.muster.segment.Segment;
import dev.muster.shard.dictionary.ByteHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing, failing and being interrupted: nobody waits for ever, nothing is lost or half done. */
@Timeout(60)
class LifecycleTest {

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).writerThreads(1).queueCapacity(500).open();

  @AfterEach
  void close() {
    engine.close();
  }

  /** Every call that reads or writes, by name. */
  private Map<String, Runnable> calls() {
    Predicate everyone = Predicate.everyone();
    Segment segment = Segment.of("everyone", everyone);
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("update", () -> engine.update(ProfileUpdate.of(ANA)));
    calls.put("record", () -> engine.record(visit(ANA, NOW)));
    calls.put("delete", () -> engine.delete(ANA));
    calls.put("ingest", () -> engine.ingest(Batch.of(visit(ANA, NOW))));
    calls.put("submit", () -> engine.submit(Batch.of(visit(ANA, NOW))));
    calls.put("refused", () -> engine.update(ProfileUpdate.of(ANA).set("age", "x")));
    calls.put("extendSchema", () -> engine.extendSchema(SCHEMA));
    calls.put("count", () -> engine.count(everyone));
    calls.put("count at", () -> engine.count(everyone, NOW));
    calls.put("count segment", () -> engine.count(segment));
    calls.put("count segment at", () -> engine.count(segment, NOW));
    calls.put("audience", () -> engine.audience(everyone));
    calls.put("audience at", () -> engine.audience(everyone, NOW));
    calls.put("audience segment", () -> engine.audience(segment));
    calls.put("audience segment at", () -> engine.audience(segment, NOW));
    calls.put("explain", () -> engine.explain(everyone));
    calls.put("explain at", () -> engine.explain(everyone, NOW));
    calls.put("explain segment", () -> engine.explain(segment));
    calls.put("profile", () -> engine.profile(ANA));
    calls.put("profile events", () -> engine.profile(ANA, 3));
    calls.put("stateHash", () -> engine.stateHash());
    calls.put("view", () -> engine.view());
    calls.put("view at", () -> engine.view(NOW));
    calls.put("statistics", () -> engine.statistics());
    return calls;
  }

  @Test
  void closedEngine_refusesEveryCall() {
    engine.update(ProfileUpdate.of(ANA));

    engine.close();

    calls()
        .forEach(
            (name, call) ->
                assertThatExceptionOfType(EngineClosedException.class)
                    .as(name)
                    .isThrownBy(call::run)
                    .withMessage("the engine is closed"));
    assertThat(engine.schema()).isSameAs(SCHEMA);
  }

  @Test
  void closedEngine_endsTheViewsThatAreOpen() {
    ReadView view = engine.view();

    engine.close();

    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> view.count(Predicate.everyone()));
    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> view.profile(ANA, 1));
    view.close();
  }

  /** What was found can still be listed. */
  @Test
  void closedEngine_leavesAudiencesAlone() {
    engine.update(ProfileUpdate.of(ANA));
    Audience audience = engine.audience(Predicate.everyone());

    engine.close();

    assertThat(ShopFixture.names(audience)).containsExactly("ana");
  }

  @Test
  void close_isIdempotent() {
    engine.close();
    engine.close();

    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> engine.view());
  }

  @Test
  void close_finishesWhatWasSubmitted() {
    List<CompletableFuture<Receipt>> futures = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<Operation> operations = new ArrayList<>();
      for (int j = 0; j < 500; j++) {
        operations.add(ProfileUpdate.of("p" + i + "-" + j).set(AGE, j));
      }
      futures.add(engine.submit(Batch.of(operations)));
    }
    ReadView before = engine.view();

    engine.close();

    long epoch = before.epoch();
    for (CompletableFuture<Receipt> future : futures) {
      assertThat(future).isCompleted();
      assertThat(future.join().applied()).isEqualTo(500);
      epoch = Math.max(epoch, future.join().epoch());
    }
    assertThat(engine.epochs().published()).isGreaterThanOrEqualTo(epoch);
  }

  /** Writers that race with close are either acknowledged and kept, or refused. */
  @Test
  void close_losesNoAcknowledgedWrite() throws Exception {
    for (int round = 0; round < 30; round++) {
      SegmentationEngine own = ShopFixture.builder(new ManualClock(NOW)).writerThreads(2).open();
      CountDownLatch started = new CountDownLatch(3);
      List<FutureTask<Long>> writers = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        int number = writer;
        FutureTask<Long> task = new FutureTask<>(() -> writeUntilClosed(own, number, started));
        new Thread(task, "test-writer").start();
        writers.add(task);
      }
      started.await();

      own.close();

      long epoch = 0;
      for (FutureTask<Long> writer : writers) {
        epoch = Math.max(epoch, writer.get());
      }
      assertThat(own.epochs().published()).isGreaterThanOrEqualTo(epoch);
    }
  }

  /** Writes until refused; every future ends, and those that were refused in order. */
  private static long writeUntilClosed(
      SegmentationEngine engine, int writer, CountDownLatch started) {
    List<CompletableFuture<Receipt>> futures = new ArrayList<>();
    try {
      while (true) {
        futures.add(engine.submit(Batch.of(ProfileUpdate.of(writer + "-" + futures.size()))));
        started.countDown();
      }
    } catch (EngineClosedException e) {
      // What was taken before is finished.
      return futures.stream().mapToLong(future -> future.join().epoch()).max().orElse(0);
    }
  }

  @Test
  void failedThread_failsEveryLaterCallWithItsCause() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));
    ReadView view = engine.view();
    giveARowWithoutAChunk();

    EngineFailedException failure =
        catchThrowableOfType(
            EngineFailedException.class, () -> engine.update(ProfileUpdate.of(BEN).set(AGE, 1)));

    assertThat(failure).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
    assertThat(failure).hasMessageStartingWith("a thread of the engine failed: ");
    calls()
        .forEach(
            (name, call) ->
                assertThatExceptionOfType(EngineFailedException.class)
                    .as(name)
                    .isThrownBy(call::run)
                    .havingRootCause()
                    .isInstanceOf(IndexOutOfBoundsException.class));
    assertThatExceptionOfType(EngineFailedException.class)
        .isThrownBy(() -> view.count(Predicate.everyone()));
    engine.close();
    assertThatExceptionOfType(EngineFailedException.class).isThrownBy(() -> engine.view());
  }

  @Test
  void failedThread_failsTheFuturesUnderWay() {
    giveARowWithoutAChunk();

    CompletableFuture<Receipt> future = engine.submit(Batch.of(ProfileUpdate.of(BEN).set(AGE, 1)));

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(future::join)
        .withCauseInstanceOf(EngineFailedException.class);
  }

  /** Makes the directory say that Ben is in a row which his shard knows nothing of. */
  private void giveARowWithoutAChunk() {
    byte[] bytes = BEN.value().getBytes(StandardCharsets.UTF_8);
    long hash = ByteHash.of(bytes, 0, bytes.length);
    int entry = engine.rows().directory().intern(bytes, 0, bytes.length, hash);
    long locator = 0;
    do {
      // Beyond the first chunk, which the shard may have.
      locator = engine.rows().create(entry, hash);
    } while ((int) locator < 65_536);
  }

  @Test
  void interruptedBeforeThereIsRoom_writesNothing() {
    Thread.currentThread().interrupt();

    WriteInterruptedException refusal =
        catchThrowableOfType(
            WriteInterruptedException.class, () -> engine.submit(Batch.of(visit(ANA, NOW))));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(refusal.isQueued()).isFalse();
    assertThat(refusal)
        .hasMessage("interrupted while waiting for room in the queue: nothing was written");
    assertThat(engine.count(Predicate.everyone())).isZero();
    engine.record(visit(ANA, NOW));
    assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
  }

  /** What an application hangs on a future may last, write and wait. */
  @Test
  void callbackThatLasts_holdsUpNobodyWhoWaits() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    // Hung on before the acknowledgement, or else it would run on this thread.
    holdAcknowledgements(called, released);

    engine.record(visit(BEN, NOW));

    assertThat(engine.profile(BEN)).isPresent();
    released.countDown();
  }

  @Test
  void callback_mayWriteAndWait() throws Exception {
    CompletableFuture<Receipt> second =
        engine.submit(Batch.of(visit(ANA, NOW))).thenApply(first -> engine.record(visit(BEN, NOW)));

    assertThat(second.get(30, TimeUnit.SECONDS).applied()).isEqualTo(1);
    assertThat(engine.count(Predicate.everyone())).isEqualTo(2);
  }

  /** Leaves the acknowledging thread inside a callback of Ana's write. */
  private void holdAcknowledgements(CountDownLatch called, CountDownLatch released)
      throws InterruptedException {
    Thread tester = Thread.currentThread();
    for (boolean held = false; !held; ) {
      CountDownLatch decided = new CountDownLatch(1);
      boolean[] elsewhere = {false};
      engine
          .submit(Batch.of(visit(ANA, NOW)))
          .thenRun(
              () -> {
                elsewhere[0] = Thread.currentThread() != tester;
                decided.countDown();
                if (elsewhere[0]) {
                  called.countDown();
                  awaitUnchecked(released);
                }
              });
      decided.await();
      held = elsewhere[0];
    }
    called.await();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With room for one operation at a time, four threads still get everything in. */
  @Test
  void smallQueue_makesWritersWaitAndLosesNothing() throws Exception {
    try (SegmentationEngine own =
        ShopFixture.builder(new ManualClock(NOW)).queueCapacity(1).open()) {
      List<FutureTask<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        int number = writer;
        FutureTask<Void> task =
            new FutureTask<>(
                () -> {
                  List<CompletableFuture<Receipt>> futures = new ArrayList<>();
                  for (int i = 0; i < 500; i++) {
                    ProfileUpdate first = ProfileUpdate.of(number + "-" + i);
                    ProfileUpdate second = ProfileUpdate.of(number + "+" + i);
                    futures.add(own.submit(Batch.of(first, second)));
                  }
                  futures.forEach(CompletableFuture::join);
                  return null;
                });
        new Thread(task, "test-writer").start();
        writers.add(task);
      }
      for (FutureTask<Void> writer : writers) {
        writer.get();
      }

      assertThat(own.count(Predicate.everyone())).isEqualTo(4_000);
    }
  }

  @Test
  void acknowledgedWrite_isSeenByTheNextRead() {
    for (int i = 0; i < 200; i++) {
      Receipt receipt = engine.update(ProfileUpdate.of(ANA).set(AGE, i));

      try (ReadView view = engine.view()) {
        assertThat(view.epoch()).isGreaterThanOrEqualTo(receipt.epoch());
        assertThat(view.count(AGE.is(i))).isEqualTo(1);
      }
    }
  }

  @Test
  void closedView_refusesQuestions() {
    ReadView view = engine.view();

    view.close();
    view.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> view.count(Predicate.everyone()))
        .withMessage("the view is closed");
    assertThatIllegalStateException().isThrownBy(() -> view.profile(ANA, 1));
  }
}
