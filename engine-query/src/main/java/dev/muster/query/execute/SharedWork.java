// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The chunks of one evaluation, taken one by one by its workers. Thread-safe. */
final class SharedWork {

  private final int count;
  private final Supplier<? extends FanOut.Worker> workers;
  private final Thread caller;
  private final AtomicInteger next = new AtomicInteger();

  /** Chunks that are done and accounted for. */
  private final AtomicInteger done = new AtomicInteger();

  private volatile @Nullable Throwable failure;

  SharedWork(int count, Supplier<? extends FanOut.Worker> workers, Thread caller) {
    this.count = count;
    this.workers = workers;
    this.caller = caller;
  }

  /**
   * Takes chunks until none is left. Every chunk taken is counted as done, even if it failed or was
   * passed over because another one had, so that the caller waits for exactly all workers.
   *
   * @param turn the caller's, which it lets others have between two chunks; helpers have none
   */
  void run(Turns.@Nullable Turn turn) {
    int index = next.getAndIncrement();
    if (index >= count) {
      return;
    }
    int taken = 0;
    try {
      FanOut.Worker worker = workers.get();
      while (index < count) {
        taken++;
        if (failure == null) {
          worker.run(index);
        }
        // Once all chunks are taken, the answer must not stand in line any more.
        if (turn != null && next.get() < count) {
          turn.pass();
        }
        index = next.getAndIncrement();
      }
      worker.finish();
    } catch (RuntimeException | Error e) {
      failure = e;
      // The rest is nobody's any more: take it, so that it is counted.
      taken = Math.max(taken, 1);
      while (next.getAndIncrement() < count) {
        taken++;
      }
    }
    if (done.addAndGet(taken) == count) {
      LockSupport.unpark(caller);
    }
  }

  /**
   * Returns when all chunks are done. The caller only.
   *
   * @param awakeNanos for so long it stays awake, since being woken takes a while
   * @throws RuntimeException the first failure of any worker
   */
  void await(long awakeNanos) {
    boolean interrupted = false;
    long begin = System.nanoTime();
    while (done.get() < count) {
      if (System.nanoTime() - begin < awakeNanos) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable cause = failure;
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause != null) {
      throw (RuntimeException) cause;
    }
  }
}
