// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that write events and wait until each batch of theirs is acknowledged. */
final class Producers {

  private final SegmentationEngine engine;
  private final DataSet data;
  private final int threads;
  private final int batchEvents;

  Producers(SegmentationEngine engine, DataSet data, int threads, int batchEvents) {
    this.engine = engine;
    this.data = data;
    this.threads = threads;
    this.batchEvents = batchEvents;
  }

  /** Writes events {@code from .. to}; events a second. */
  double write(int from, int to) throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    long begin = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(() -> writeWhile(next, to)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
    return (to - from) / ((System.nanoTime() - begin) / 1e9);
  }

  private void writeWhile(AtomicInteger next, int to) {
    while (true) {
      int begin = next.getAndAdd(batchEvents);
      if (begin >= to) {
        return;
      }
      List<Operation> batch = new ArrayList<>(batchEvents);
      for (int i = begin; i < Math.min(to, begin + batchEvents); i++) {
        batch.add(data.event(i));
      }
      engine.ingest(Batch.of(batch));
    }
  }
}
