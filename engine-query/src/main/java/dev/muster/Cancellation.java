// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops the evaluations of the {@link ReadView}s opened with it: when it is told to, or once a time
 * is over. What is stopped fails with {@link QueryStoppedException}, and so does whatever is asked
 * of such a view afterwards.
 *
 * <p>An evaluation looks here after each chunk of 65,536 profiles, on every thread that works at
 * it. An analysis also looks after each segment it plans, after each segment, dimension or
 * attribute of a chunk, before each thread's findings are added to those of the others, after each
 * sort, and every few thousand values while it makes its answer. That is usually within a few
 * milliseconds. What is not interrupted and may take longer: one scan of one chunk for a long
 * sequence, looking up the texts of one predicate in a large dictionary, adding up what two threads
 * have found, and one sort, about a tenth of a second per million values.
 *
 * <p>Thread-safe. One may serve many views, a whole request for example.
 */
public final class Cancellation {

  private static final long NO_DEADLINE = Long.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final long startNanos;
  private final long limitNanos;

  /** Set by any thread once and for all, read by every evaluation. */
  private volatile boolean cancelled;

  Cancellation(long limitNanos, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.limitNanos = limitNanos;
  }

  /** One that stops nothing until {@link #cancel} is called. */
  public static Cancellation manual() {
    return new Cancellation(NO_DEADLINE, System::nanoTime);
  }

  /**
   * One that stops everything once {@code limit} has passed from now on, or when {@link #cancel} is
   * called earlier. Measured by the system's own clock, not by the engine's.
   *
   * @param limit positive
   */
  public static Cancellation after(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("limit must be positive, limit=" + limit);
    }
    boolean endless = limit.compareTo(Duration.ofNanos(NO_DEADLINE)) >= 0;
    return new Cancellation(endless ? NO_DEADLINE : limit.toNanos(), System::nanoTime);
  }

  /** Stops what is under way and whatever is asked afterwards. Idempotent. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether evaluations are stopped now. */
  public boolean isStopped() {
    return cancelled || isLate();
  }

  private boolean isLate() {
    return limitNanos != NO_DEADLINE && nanoTime.getAsLong() - startNanos >= limitNanos;
  }

  /** Throws if evaluations are stopped. */
  void check() {
    if (cancelled) {
      throw new QueryStoppedException(QueryStoppedException.Reason.CANCELLED);
    }
    if (isLate()) {
      throw new QueryStoppedException(QueryStoppedException.Reason.DEADLINE);
    }
  }
}
