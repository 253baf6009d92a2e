// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes events of the workload again at a steady rate, as if they happened one after the other in
 * the last minutes before its end.
 */
final class PacedWriter implements AutoCloseable {

  private static final int BATCH_EVENTS = 1_000;

  /** How far before the end the first of them happen. */
  private static final long SPAN_MILLIS = 600_000;

  private final Workload workload;
  private final SegmentationEngine engine;
  private final long batchNanos;
  private final AtomicLong written = new AtomicLong();
  private final Thread thread = new Thread(this::run, "paced-writer");
  private volatile boolean closed;

  PacedWriter(Workload workload, SegmentationEngine engine, int eventsPerSecond) {
    this.workload = workload;
    this.engine = engine;
    this.batchNanos = 1_000_000_000L * BATCH_EVENTS / eventsPerSecond;
    thread.start();
  }

  /** Events that are visible. */
  long written() {
    return written.get();
  }

  private void run() {
    long due = System.nanoTime();
    int next = 0;
    while (!closed) {
      List<Operation> events = new ArrayList<>(BATCH_EVENTS);
      for (int i = 0; i < BATCH_EVENTS; i++) {
        next = (next + 1) % workload.eventCount();
        Instant time = Workload.END.minusMillis(SPAN_MILLIS - next % SPAN_MILLIS);
        events.add(workload.event(next, time.toEpochMilli()));
      }
      engine.ingest(Batch.of(events));
      written.addAndGet(BATCH_EVENTS);
      due += batchNanos;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
