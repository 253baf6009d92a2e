// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Writes events of the workload again, at a steady rate. */
final class PacedWriter implements AutoCloseable {

  /** When the events are said to have happened. */
  enum Arrival {
    /**
     * One after the other, in the last minutes before the end: each window of the present grows.
     */
    AS_THEY_HAPPEN,

    /** At any time of the 90 days, in no order: each run of events there is gets more of them. */
    LATE
  }

  private static final int BATCH_EVENTS = 1_000;

  /** What it was kept from writing longer ago is not made up for: it would be a higher rate. */
  private static final long DEBT_NANOS = 100_000_000;

  /** How far before the end the first of them happen, if they are not late. */
  private static final long SPAN_MILLIS = 600_000;

  /** A prime larger than any number of events, so its multiples come by each of them. */
  private static final long STEP = 2_654_435_761L;

  private final Workload workload;
  private final SegmentationEngine engine;
  private final Arrival arrival;
  private final long batchNanos;
  private final AtomicLong written = new AtomicLong();
  private final Thread thread = new Thread(this::run, "paced-writer");
  private volatile boolean closed;

  PacedWriter(Workload workload, SegmentationEngine engine, Arrival arrival, int eventsPerSecond) {
    this.workload = workload;
    this.engine = engine;
    this.arrival = arrival;
    this.batchNanos = 1_000_000_000L * BATCH_EVENTS / eventsPerSecond;
    thread.start();
  }

  /** Events that are visible. */
  long written() {
    return written.get();
  }

  private void run() {
    long due = System.nanoTime();
    long next = 0;
    while (!closed) {
      List<Operation> events = new ArrayList<>(BATCH_EVENTS);
      for (int i = 0; i < BATCH_EVENTS; i++) {
        events.add(event(next));
        next++;
      }
      engine.ingest(Batch.of(events));
      written.addAndGet(BATCH_EVENTS);
      long now = System.nanoTime();
      due = Math.max(due + batchNanos, now - DEBT_NANOS);
      long wait = due - now;
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  private Event event(long number) {
    int count = workload.eventCount();
    if (arrival == Arrival.LATE) {
      return workload.event((int) (number * STEP % count));
    }
    long beforeEnd = SPAN_MILLIS - number % SPAN_MILLIS;
    return workload.event((int) (number % count), Workload.END.toEpochMilli() - beforeEnd);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
