// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the chunks of one evaluation over the calling thread and helper threads, which take them
 * one by one from a shared counter.
 *
 * <p>The caller always works itself, so an evaluation never waits for a helper to be free; helpers
 * that come late find nothing left. Where there are more long evaluations than processors, they
 * take {@link Turns}. Thread-safe.
 */
public final class FanOut implements AutoCloseable {

  /** Evaluates the chunk at {@code index}. Made once per worker, used by it alone. */
  public interface Worker {
    void run(int index);

    /** Called once, when the worker has run its last chunk. */
    default void finish() {}
  }

  private static final int SCRATCHES_PER_THREAD = 4;

  private final int helperCount;
  private final ExecutorService helpers;
  private final Turns turns;
  private final ConcurrentLinkedQueue<WorkerScratch> scratches = new ConcurrentLinkedQueue<>();
  private final AtomicInteger keptScratches = new AtomicInteger();

  /** Starts with {@code helperCount} helper threads; 0 leaves all work to the callers. */
  public FanOut(int helperCount) {
    this(
        helperCount,
        new Turns(Math.max(helperCount + 1, Runtime.getRuntime().availableProcessors())));
  }

  FanOut(int helperCount, Turns turns) {
    this.helperCount = helperCount;
    this.turns = turns;
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            Math.max(1, helperCount),
            Math.max(1, helperCount),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "muster-query-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            },
            // Only a closed pool refuses; the caller of an evaluation under way then works alone.
            new ThreadPoolExecutor.DiscardPolicy());
    pool.allowCoreThreadTimeOut(true);
    this.helpers = pool;
  }

  /** Memory for a worker, to be given back. */
  WorkerScratch borrowScratch() {
    WorkerScratch scratch = scratches.poll();
    if (scratch == null) {
      return new WorkerScratch();
    }
    keptScratches.decrementAndGet();
    return scratch;
  }

  void returnScratch(WorkerScratch scratch) {
    // What is kept must not keep the chunk that it was last used on.
    scratch.events().attributesFrom(null);
    scratch.trim();
    // What a rush of callers needed once is not kept for ever; the count may be a little off.
    if (keptScratches.get() < SCRATCHES_PER_THREAD * (helperCount + 1)) {
      keptScratches.incrementAndGet();
      scratches.add(scratch);
    }
  }

  /**
   * Runs chunks 0 to {@code count}, the end excluded, and returns when all are done.
   *
   * @param helped whether the work is worth waking helpers, and waiting for a turn if there are
   *     more such evaluations than processors
   * @param wish throws if the answer is not wanted any more; asked while it waits for a turn
   * @throws RuntimeException the first failure of any worker, or what {@code wish} throws
   */
  public void run(int count, boolean helped, Runnable wish, Supplier<? extends Worker> workers) {
    Work work = new Work(count, workers, Thread.currentThread());
    if (!helped) {
      work.run();
      work.await();
      return;
    }
    Turns.Turn turn = turns.take(wish);
    try {
      int wanted = Math.min(helperCount, count - 1);
      for (int i = 0; i < wanted; i++) {
        helpers.execute(work);
      }
      work.run(turn);
      work.await();
    } finally {
      turn.end();
    }
  }

  /** One evaluation, shared by its workers. */
  private static final class Work implements Runnable {

    private final int count;
    private final Supplier<? extends Worker> workers;
    private final Thread caller;
    private final AtomicInteger next = new AtomicInteger();

    /** Chunks that are done and accounted for. */
    private final AtomicInteger done = new AtomicInteger();

    private volatile @Nullable Throwable failure;

    Work(int count, Supplier<? extends Worker> workers, Thread caller) {
      this.count = count;
      this.workers = workers;
      this.caller = caller;
    }

    @Override
    public void run() {
      run(null);
    }

    /**
     * Takes chunks until none is left. Every chunk taken is counted as done, even if it failed or
     * was passed over because another one had, so that the caller waits for exactly all workers.
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
        Worker worker = workers.get();
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

    void await() {
      boolean interrupted = false;
      while (done.get() < count) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
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

  /** Ends the helper threads once they have finished what they do. */
  @Override
  public void close() {
    helpers.shutdown();
  }
}
