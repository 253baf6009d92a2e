// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.observe.Observers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The write path with shards that are slow or fail at the word of the test. */
@Timeout(60)
class SequencerTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Schema SCHEMA = Schema.builder().attributes(AGE).build();
  private static final int QUEUE = 4;

  /** So many operations are handed to writer threads, if there are any. */
  private static final int MANY = 1_000;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger created = new AtomicInteger();
  private Shard[] shards;
  private Epochs epochs;
  private Sequencer sequencer;

  @AfterEach
  void close() throws InterruptedException {
    released.countDown();
    sequencer.close();
  }

  private void open(int writerThreads, int queue, ShardWriters.Application application) {
    open(SCHEMA, writerThreads, queue, ExpiryOptions.none(), application);
  }

  private void open(
      Schema schema,
      int writerThreads,
      int queue,
      ExpiryOptions expiry,
      ShardWriters.Application application) {
    shards = new Shard[] {new Shard(64), new Shard(64)};
    epochs = new Epochs();
    sequencer =
        new Sequencer(
            SchemaLayout.of(schema),
            new OperationEncoder(Duration.ofHours(1), expiry.retention()),
            shards,
            new ProfileRows(shards.length, 1),
            epochs,
            new Sequencer.Options(
                writerThreads,
                queue,
                Duration.ofHours(24),
                Duration.ofSeconds(30),
                expiry,
                Observers.nobody()),
            application);
    sequencer.start(null);
  }

  private void applyPlainly(int shard, EpochTask task) {
    shards[shard].apply(task.epoch, task.horizon, task.layout, task.lists[shard]);
  }

  /** Applies once the test allows it. */
  private void applySlowly(int shard, EpochTask task) {
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    applyPlainly(shard, task);
  }

  private static void applyNever(int shard, EpochTask task) {
    throw new IllegalStateException("no room on shard, epoch=" + task.epoch);
  }

  /** The sequencer is kept busy with a first write, and the queue is full. */
  private List<CompletableFuture<Receipt>> fillQueue() throws InterruptedException {
    open(0, QUEUE, this::applySlowly);
    List<CompletableFuture<Receipt>> futures = new ArrayList<>();
    futures.add(submit(1));
    reached.await();
    for (int i = 0; i < QUEUE; i++) {
      futures.add(submit(1));
    }
    return futures;
  }

  @Test
  void submit_returnsWhileThereIsRoomAndWaitsWhenThereIsNone() throws Exception {
    List<CompletableFuture<Receipt>> futures = fillQueue();
    FutureTask<CompletableFuture<Receipt>> waiting = new FutureTask<>(() -> submit(1));
    awaitState(start(waiting), Thread.State.WAITING);
    assertThat(waiting.isDone()).isFalse();
    assertThat(epochs.published()).isZero();

    released.countDown();

    futures.add(waiting.get());
    for (CompletableFuture<Receipt> future : futures) {
      assertThat(future.get().applied()).isEqualTo(1);
    }
    assertThat(profiles()).isEqualTo(QUEUE + 2);
    // What waited together has become visible together.
    assertThat(futures.get(1).get().epoch()).isEqualTo(futures.get(QUEUE).get().epoch());
  }

  /** A batch larger than the whole queue is let in once the queue is empty. */
  @Test
  void batchLargerThanTheQueue_waitsForAllOfIt() throws Exception {
    fillQueue();
    FutureTask<CompletableFuture<Receipt>> large = new FutureTask<>(() -> submit(QUEUE * 10));
    awaitState(start(large), Thread.State.WAITING);
    assertThat(large.isDone()).isFalse();

    released.countDown();

    assertThat(large.get().get().applied()).isEqualTo(QUEUE * 10);
    assertThat(profiles()).isEqualTo(1 + QUEUE + QUEUE * 10);
  }

  @Test
  void submit_thatIsInterruptedWhileItWaits_writesNothing() throws Exception {
    fillQueue();
    FutureTask<CompletableFuture<Receipt>> waiting = new FutureTask<>(() -> submit(1));
    Thread writer = start(waiting);
    awaitState(writer, Thread.State.WAITING);

    writer.interrupt();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(waiting::get)
        .withCauseInstanceOf(InterruptedException.class);
    released.countDown();
    sequencer.close();
    assertThat(profiles()).isEqualTo(1 + QUEUE);
  }

  /** Whoever waits for room when the write path closes is told so; who is queued is served. */
  @Test
  void close_refusesThoseWhoWaitForRoomOnly() throws Exception {
    List<CompletableFuture<Receipt>> queued = fillQueue();
    FutureTask<CompletableFuture<Receipt>> waiting = new FutureTask<>(() -> submit(1));
    awaitState(start(waiting), Thread.State.WAITING);
    FutureTask<Void> closing =
        new FutureTask<>(
            () -> {
              sequencer.close();
              return null;
            });
    awaitState(start(closing), Thread.State.WAITING);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(waiting::get)
        .withCauseInstanceOf(IngestStoppedException.class);
    released.countDown();
    closing.get();

    for (CompletableFuture<Receipt> future : queued) {
      assertThat(future.get().applied()).isEqualTo(1);
    }
    assertThat(profiles()).isEqualTo(1 + QUEUE);
  }

  /** However the threads fall over each other, a closed write path has kept what it took. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void close_acknowledgesEverythingTaken(int writerThreads) throws Exception {
    for (int round = 0; round < 300; round++) {
      open(writerThreads, 1 << 16, this::applyPlainly);
      List<CompletableFuture<Receipt>> futures = List.of(submit(MANY), submit(MANY), submit(1));

      sequencer.close();

      for (CompletableFuture<Receipt> future : futures) {
        assertThat(future.get().epoch()).isLessThanOrEqualTo(epochs.published());
      }
      assertThat(profiles()).isEqualTo(2 * MANY + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void failure_isTheCauseOfEveryLaterRefusal(int writerThreads) throws Exception {
    open(writerThreads, QUEUE, SequencerTest::applyNever);
    CompletableFuture<Receipt> failed = submit(MANY);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failed::get)
        .withCauseInstanceOf(IngestStoppedException.class)
        .havingRootCause()
        .withMessage("no room on shard, epoch=1");
    assertThatExceptionOfType(IngestStoppedException.class)
        .isThrownBy(() -> submit(1))
        .havingRootCause()
        .withMessage("no room on shard, epoch=1");
    assertThatExceptionOfType(IngestStoppedException.class)
        .isThrownBy(() -> sequencer.grow(SCHEMA))
        .havingRootCause()
        .withMessage("no room on shard, epoch=1");
    assertThat(epochs.published()).isZero();
    sequencer.close();
    assertThat(sequencer.stopped()).hasRootCauseMessage("no room on shard, epoch=1");
  }

  /** Those who are queued or wait for room when a thread fails are told, too. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void failure_reachesEverybodyWhoWaits(int writerThreads) throws Exception {
    open(
        writerThreads,
        QUEUE,
        (shard, task) -> {
          applySlowly(shard, task);
          applyNever(shard, task);
        });
    List<FutureTask<Receipt>> waiting = new ArrayList<>();
    waiting.add(new FutureTask<>(() -> submit(MANY).get()));
    start(waiting.get(0));
    reached.await();
    for (int i = 0; i < 5; i++) {
      FutureTask<Receipt> later = new FutureTask<>(() -> submit(QUEUE).get());
      start(later);
      waiting.add(later);
    }

    released.countDown();

    for (FutureTask<Receipt> task : waiting) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(task::get)
          .havingRootCause()
          .withMessage("no room on shard, epoch=1");
    }
  }

  /** An epoch of which one shard has failed is never seen, on no shard. */
  @Test
  void failureOfOneShard_hidesTheWholeEpoch() throws Exception {
    open(
        2,
        QUEUE,
        (shard, task) -> {
          applyPlainly(shard, task);
          if (shard == 1 && task.epoch == 2) {
            throw new IllegalStateException("shard 1 failed");
          }
        });
    submit(MANY).get();

    assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> submit(MANY).get());

    assertThat(epochs.published()).isEqualTo(1);
    assertThat(profiles()).isEqualTo(MANY);
  }

  /**
   * Neither the profile nor the event id is taken of an event that is too old when it is its turn.
   */
  @Test
  void eventThatLeavesTheRetentionWhileItWaits_leavesNoTrace() throws Exception {
    EventType visit = EventType.of("visit");
    ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_000_000));
    open(
        Schema.builder().attributes(AGE).eventTypes(visit).build(),
        0,
        QUEUE,
        new ExpiryOptions(clock, Duration.ofMinutes(1), null),
        this::applySlowly);
    CompletableFuture<Receipt> first = submit(1);
    reached.await();
    Event old = Event.of(ProfileId.of("late"), visit, clock.instant().minusSeconds(59)).id("e");
    CompletableFuture<Receipt> late =
        sequencer.submit(Batch.of(old, ProfileUpdate.of("other")), clock.millis(), false);
    clock.advance(Duration.ofSeconds(30));

    released.countDown();

    assertThat(first.get().expired()).isZero();
    assertThat(late.get()).isEqualTo(new Receipt(late.get().epoch(), 1, 0, 1));
    assertThat(profiles()).isEqualTo(2);
    assertThat(sequencer.floor().at(late.get().epoch()))
        .isEqualTo(clock.instant().minusSeconds(60).toEpochMilli());
    assertThat(sequencer.floor().at(first.get().epoch()))
        .isEqualTo(clock.instant().minusSeconds(90).toEpochMilli());
  }

  private CompletableFuture<Receipt> submit(int operations) throws InterruptedException {
    List<Operation> batch = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      batch.add(ProfileUpdate.of("p" + created.incrementAndGet()).set(AGE, i));
    }
    return sequencer.submit(Batch.of(batch), 0, false);
  }

  private long profiles() {
    long profiles = 0;
    for (Shard shard : shards) {
      profiles += shard.size(epochs.published()).profiles();
    }
    return profiles;
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task, "test-writer");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits until {@code thread} waits. */
  private static void awaitState(Thread thread, Thread.State state) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (thread.getState() != state) {
      assertThat(System.nanoTime()).as("waited for %s", state).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
