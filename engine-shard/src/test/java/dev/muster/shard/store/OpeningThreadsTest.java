// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OpeningThreadsTest {

  @Test
  void whatPartsWrote_isThereAfterJoin() throws InterruptedException {
    int[] squares = new int[500];
    try (OpeningThreads threads = new OpeningThreads()) {
      for (int i = 0; i < squares.length; i++) {
        int part = i;
        threads.fork(() -> squares[part] = part * part);
      }
      threads.join();
    }
    int[] expected = new int[squares.length];
    Arrays.setAll(expected, i -> i * i);
    assertThat(squares).isEqualTo(expected);
  }

  /** The second part fails before the first may. */
  @Test
  void join_throwsWhatTheFirstPartDid() {
    for (Throwable first :
        new Throwable[] {new IllegalStateException("a"), new StackOverflowError()}) {
      try (OpeningThreads threads = new OpeningThreads()) {
        threads.fork(() -> fail(first));
        threads.fork(() -> fail(new IllegalArgumentException("later")));
        assertThatThrownBy(threads::join).isSameAs(first);
      }
    }
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void close_waitsForWhatHasBegun() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    OpeningThreads threads = new OpeningThreads();
    threads.fork(
        () -> {
          begun.countDown();
          for (int i = 0; i < 1_000_000; i++) {
            interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
          }
          done.set(true);
        });
    begun.await();
    Thread.currentThread().interrupt();
    threads.close();

    // Whoever interrupted the caller is heard afterwards, and no part is.
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).isTrue();
    assertThat(interrupted).isFalse();
  }
}
