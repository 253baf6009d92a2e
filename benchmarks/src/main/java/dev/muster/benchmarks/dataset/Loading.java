// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.dataset;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Writes many operations into an engine. */
public final class Loading {

  /** Operations that are handed over at a time. */
  private static final int BATCH_OPERATIONS = 10_000;

  private Loading() {}

  /** Writes operations 0 to {@code count}; returns when {@code engine} shows them. */
  public static void write(
      SegmentationEngine engine, int count, IntFunction<? extends Operation> operations) {
    write(engine, count, operations, 0, 1);
  }

  /** The same from several threads, which take turns batch by batch. */
  public static void write(
      SegmentationEngine engine,
      int count,
      IntFunction<? extends Operation> operations,
      int producers)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < producers; i++) {
      int first = i;
      Thread thread =
          new Thread(() -> write(engine, count, operations, first, producers), "producer-" + i);
      thread.setUncaughtExceptionHandler((failed, cause) -> failure.set(cause));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a producer failed", failure.get());
    }
  }

  private static void write(
      SegmentationEngine engine,
      int count,
      IntFunction<? extends Operation> operations,
      int first,
      int producers) {
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    long step = (long) BATCH_OPERATIONS * producers;
    for (long start = (long) BATCH_OPERATIONS * first; start < count; start += step) {
      int from = (int) start;
      List<Operation> batch = new ArrayList<>(BATCH_OPERATIONS);
      for (int i = from; i < Math.min(count, from + BATCH_OPERATIONS); i++) {
        batch.add(operations.apply(i));
      }
      last = engine.submit(Batch.of(batch));
    }
    // Writes take effect in order: once the last one is visible, so are all before it.
    last.join();
  }
}
