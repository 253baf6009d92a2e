// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TurnsTest {

  private static final Runnable WANTED = () -> {};

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void aFreePlace_isTakenAtOnce() {
    Turns turns = new Turns(2);

    Turns.Turn one = turns.take(WANTED);
    Turns.Turn two = turns.take(WANTED);
    assertThat(turns.taken()).isEqualTo(2);
    one.end();
    two.end();
    two.end();

    assertThat(turns.taken()).isZero();
  }

  @Test
  void whoWaits_isServedInOrder() throws Exception {
    Turns turns = new Turns(1);
    Turns.Turn first = turns.take(WANTED);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiting.add(
          threads.submit(
              () -> {
                Turns.Turn turn = turns.take(WANTED);
                served.add(number);
                turn.end();
              }));
      awaitWaiting(turns, i + 1);
    }

    first.end();

    for (Future<?> each : waiting) {
      each.get();
    }
    assertThat(served).containsExactly(0, 1, 2, 3, 4);
    assertThat(turns.taken()).isZero();
  }

  /** Two that take turns after each step can only end if each lets the other go on. */
  @Test
  void whoHasHadItsTime_letsTheNextOneGoOn() throws Exception {
    Turns turns = new Turns(1, 0);
    Turns.Turn first = turns.take(WANTED);
    CountDownLatch worked = new CountDownLatch(1);
    Future<?> other =
        threads.submit(
            () -> {
              Turns.Turn turn = turns.take(WANTED);
              worked.countDown();
              turn.end();
            });
    awaitWaiting(turns, 1);

    first.pass();

    assertThat(worked.getCount()).isZero();
    assertThat(turns.taken()).isEqualTo(1);
    first.end();
    other.get();
    assertThat(turns.taken()).isZero();
  }

  @Test
  void whoHasTimeLeft_goesOn() throws Exception {
    Turns turns = new Turns(1, Long.MAX_VALUE);
    Turns.Turn first = turns.take(WANTED);
    Future<?> other = threads.submit(() -> turns.take(WANTED).end());
    awaitWaiting(turns, 1);

    first.pass();

    assertThat(turns.waiting()).isEqualTo(1);
    first.end();
    other.get();
  }

  @Test
  void whoIsNotWantedAnyMore_leavesTheLine() throws Exception {
    Turns turns = new Turns(1);
    Turns.Turn first = turns.take(WANTED);
    AtomicBoolean wanted = new AtomicBoolean(true);
    Future<?> unwanted =
        threads.submit(
            () ->
                assertThatIllegalStateException()
                    .isThrownBy(
                        () ->
                            turns.take(
                                () -> {
                                  if (!wanted.get()) {
                                    throw new IllegalStateException("stopped");
                                  }
                                }))
                    .withMessage("stopped"));
    awaitWaiting(turns, 1);
    Future<?> next = threads.submit(() -> turns.take(WANTED).end());
    awaitWaiting(turns, 2);

    wanted.set(false);

    unwanted.get();
    assertThat(turns.waiting()).isEqualTo(1);
    first.end();
    next.get();
    assertThat(turns.taken()).isZero();
  }

  @Test
  void interruptOfWhoWaits_isKeptForLater() throws Exception {
    Turns turns = new Turns(1);
    Turns.Turn first = turns.take(WANTED);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              turns.take(WANTED).end();
              interrupted.set(Thread.interrupted());
            });
    waiting.start();
    awaitWaiting(turns, 1);

    waiting.interrupt();
    first.end();

    waiting.join();
    assertThat(interrupted).isTrue();
    assertThat(turns.taken()).isZero();
  }

  /** Whatever they do, no more work than there are places, and in the end all places are free. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void manyThreads_neverWorkInMorePlacesThanThereAre(int places) throws Exception {
    Turns turns = new Turns(places, 0);
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Random random = new Random(places * 8L + i);
      all.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 300; round++) {
                  work(turns, random, working, most);
                }
              }));
    }

    for (Future<?> each : all) {
      each.get();
    }

    assertThat(most.get()).isLessThanOrEqualTo(places);
    assertThat(turns.taken()).isZero();
    assertThat(turns.waiting()).isZero();
  }

  private static void work(Turns turns, Random random, AtomicInteger working, AtomicInteger most) {
    AtomicBoolean given = new AtomicBoolean();
    int patience = random.nextInt(40);
    AtomicInteger asked = new AtomicInteger();
    Runnable wish =
        () -> {
          if (asked.incrementAndGet() > patience) {
            given.set(true);
            throw new IllegalStateException("stopped");
          }
        };
    Turns.Turn turn = null;
    try {
      turn = turns.take(wish);
      for (int chunk = 0; chunk < 4; chunk++) {
        most.accumulateAndGet(working.incrementAndGet(), Math::max);
        Thread.yield();
        working.decrementAndGet();
        turn.pass();
      }
    } catch (IllegalStateException stopped) {
      assertThat(given).isTrue();
    } finally {
      if (turn != null) {
        turn.end();
      }
    }
  }

  private static void awaitWaiting(Turns turns, int count) {
    while (turns.waiting() < count) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      Thread.onSpinWait();
    }
  }
}
