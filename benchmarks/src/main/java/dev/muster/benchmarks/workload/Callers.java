// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that do the same again and again, as fast as they can. */
final class Callers {

  /**
   * How fast they were together.
   *
   * @param seconds how long it took
   * @param roundsPerSecond rounds of all of them
   * @param longestMillis the longest round
   */
  record Pace(double seconds, double roundsPerSecond, double longestMillis) {}

  private Callers() {}

  /** Lets {@code count} threads run {@code round} for {@code seconds}. */
  static Pace pace(int count, int seconds, Runnable round) throws InterruptedException {
    AtomicLong rounds = new AtomicLong();
    AtomicLong longest = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  long start = System.nanoTime();
                  round.run();
                  longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                  rounds.incrementAndGet();
                }
              },
              "caller-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    return new Pace(took, rounds.get() / took, longest.get() / 1e6);
  }
}
