// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Threads that share the work of opening a directory: parts that only need memory are done while
 * the caller goes on reading. They read no file, and none is left when this is closed. Confined to
 * one thread.
 */
final class OpeningThreads implements AutoCloseable {

  private static final int THREADS_MAX = 8;

  private final ExecutorService executor;
  private final List<Future<?>> parts = new ArrayList<>();

  /** One less than there are processors, since the caller is busy, too; at least one. */
  OpeningThreads() {
    int processors = Runtime.getRuntime().availableProcessors();
    executor =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(THREADS_MAX, processors - 1)),
            task -> {
              Thread thread = new Thread(task, "muster-opening");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Has {@code part} done by another thread, to which all is visible that was written before. */
  void fork(Runnable part) {
    parts.add(executor.submit(part));
  }

  /**
   * Waits until all parts are done, and makes visible what they wrote. If any failed, throws what
   * the first of them did, in the order in which they were forked.
   */
  void join() throws InterruptedException {
    for (Future<?> part : parts) {
      try {
        part.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        // A part throws no checked exception.
        throw (RuntimeException) e.getCause();
      }
    }
  }

  /** Gives up what has not begun, and waits for what has. */
  @Override
  public void close() {
    parts.forEach(part -> part.cancel(false));
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
