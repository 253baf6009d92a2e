// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FanOutTest {

  private static final Runnable NOTHING = () -> {};

  private final FanOut fanOut = new FanOut(3);

  @AfterEach
  void close() {
    fanOut.close();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, true", "1000, true", "0, false", "1000, false"})
  void everyChunk_isRunOnce(int count, boolean helped) {
    for (int round = 0; round < 100; round++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(count);
      AtomicInteger workers = new AtomicInteger();
      AtomicInteger finished = new AtomicInteger();

      fanOut.run(
          count,
          helped,
          NOTHING,
          () -> {
            workers.incrementAndGet();
            return new FanOut.Worker() {
              @Override
              public void run(int index) {
                runs.incrementAndGet(index);
              }

              @Override
              public void finish() {
                finished.incrementAndGet();
              }
            };
          });

      for (int i = 0; i < count; i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
      assertThat(finished.get()).isEqualTo(workers.get()).isLessThanOrEqualTo(helped ? 4 : 1);
    }
  }

  /** Two chunks that wait for each other can only end on two threads. */
  @Test
  void helpers_workBesideTheCaller() {
    CountDownLatch both = new CountDownLatch(2);

    fanOut.run(
        2,
        true,
        NOTHING,
        () ->
            index -> {
              both.countDown();
              awaitUninterrupted(both);
            });

    assertThat(both.getCount()).isZero();
  }

  /**
   * Whether it is still awake or has to be woken: chunks that wait for each other need the helper
   * every time. The pauses between lie around the moment that it goes to sleep.
   */
  @Test
  void helper_comesToEveryEvaluation() throws InterruptedException {
    Random random = new Random(7);
    try (FanOut single = new FanOut(1)) {
      for (int round = 0; round < 3_000; round++) {
        CountDownLatch both = new CountDownLatch(2);
        single.run(
            2,
            true,
            NOTHING,
            () ->
                index -> {
                  both.countDown();
                  awaitUninterrupted(both);
                });
        assertThat(both.getCount()).isZero();
        long pause = random.nextInt(100_000);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < pause) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Two callers take the offer from each other again and again; helpers find work, or none. */
  @Test
  void callersAtOnce_getAllOfTheirChunksRunOnce() throws InterruptedException {
    AtomicInteger wrong = new AtomicInteger();
    Runnable rounds =
        () -> {
          for (int round = 0; round < 2_000; round++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(4);
            fanOut.run(4, round % 3 != 0, NOTHING, () -> runs::incrementAndGet);
            for (int i = 0; i < 4; i++) {
              wrong.addAndGet(runs.get(i) == 1 ? 0 : 1);
            }
          }
        };
    Thread other = new Thread(rounds, "other-caller");
    other.start();

    rounds.run();
    other.join();

    assertThat(wrong.get()).isZero();
  }

  /** What an evaluation holds must not stay once it is done, or has failed. */
  @Test
  void run_leavesNothingOnOffer() {
    fanOut.run(8, true, NOTHING, () -> index -> {});
    assertThat(fanOut.isOffering()).isFalse();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                fanOut.run(
                    8,
                    true,
                    NOTHING,
                    () ->
                        index -> {
                          throw new IllegalStateException("planted");
                        }));
    assertThat(fanOut.isOffering()).isFalse();
  }

  @Test
  void failure_reachesTheCallerOnceAllWorkersAreDone() {
    for (int round = 0; round < 200; round++) {
      AtomicInteger running = new AtomicInteger();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  fanOut.run(
                      50,
                      true,
                      NOTHING,
                      () ->
                          index -> {
                            running.incrementAndGet();
                            try {
                              if (index % 7 == 3) {
                                throw new IllegalStateException("chunk failed");
                              }
                            } finally {
                              running.decrementAndGet();
                            }
                          }))
          .withMessage("chunk failed");
      assertThat(running.get()).isZero();
    }
  }

  @Test
  void failureToMakeAWorker_reachesTheCaller() {
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(
            () ->
                fanOut.run(
                    5,
                    false,
                    NOTHING,
                    () -> {
                      throw new OutOfMemoryError("no scratch");
                    }));
  }

  /** An interrupt does not end an evaluation; the flag is there afterwards. */
  @Test
  void interrupt_isKeptForTheCaller() {
    AtomicInteger runs = new AtomicInteger();
    Thread.currentThread().interrupt();

    fanOut.run(100, true, NOTHING, () -> index -> runs.incrementAndGet());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs.get()).isEqualTo(100);
  }

  /** An evaluation that is under way while the engine is closed ends by itself. */
  @Test
  void closedFanOut_leavesTheWorkToItsCallers() {
    AtomicInteger runs = new AtomicInteger();
    fanOut.close();

    fanOut.run(100, true, NOTHING, () -> index -> runs.incrementAndGet());

    assertThat(runs.get()).isEqualTo(100);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A long evaluation gives its place away between two chunks and goes on where it was. */
  @Test
  void evaluationsBeyondThePlaces_takeTurnsChunkByChunk() throws Exception {
    try (FanOut crowded = new FanOut(1, new Turns(1, 0))) {
      AtomicIntegerArray runs = new AtomicIntegerArray(4 * 50);
      Thread[] callers = new Thread[4];
      for (int i = 0; i < callers.length; i++) {
        int first = 50 * i;
        callers[i] =
            new Thread(
                () ->
                    crowded.run(
                        50, true, NOTHING, () -> index -> runs.incrementAndGet(first + index)));
        callers[i].start();
      }

      for (Thread caller : callers) {
        caller.join();
      }

      for (int i = 0; i < runs.length(); i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
    }
  }

  /** One whose chunks are all taken gives its place to the next for good, not for a while. */
  @Test
  @Timeout(60)
  void answer_doesNotStandInLine() throws Exception {
    Turns turns = new Turns(1, 0);
    try (FanOut crowded = new FanOut(0, turns)) {
      CountDownLatch answered = new CountDownLatch(1);
      Thread other =
          new Thread(
              () -> crowded.run(1, true, NOTHING, () -> index -> awaitUninterrupted(answered)));

      crowded.run(
          1,
          true,
          NOTHING,
          () ->
              index -> {
                other.start();
                while (turns.waiting() == 0) {
                  Thread.onSpinWait();
                }
              });
      answered.countDown();

      other.join();
      assertThat(turns.taken()).isZero();
    }
  }

  @Test
  void whatIsNotWantedAnyMore_isNotWaitedFor() throws Exception {
    try (FanOut crowded = new FanOut(0, new Turns(1))) {
      CountDownLatch working = new CountDownLatch(1);
      CountDownLatch refused = new CountDownLatch(1);
      Thread other =
          new Thread(
              () ->
                  crowded.run(
                      1,
                      true,
                      NOTHING,
                      () ->
                          index -> {
                            working.countDown();
                            awaitUninterrupted(refused);
                          }));
      other.start();
      working.await();
      AtomicInteger runs = new AtomicInteger();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  crowded.run(
                      1,
                      true,
                      () -> {
                        throw new IllegalStateException("stopped");
                      },
                      () -> index -> runs.incrementAndGet()))
          .withMessage("stopped");
      refused.countDown();
      other.join();

      crowded.run(1, true, NOTHING, () -> index -> runs.incrementAndGet());
      assertThat(runs).hasValue(1);
    }
  }
}
