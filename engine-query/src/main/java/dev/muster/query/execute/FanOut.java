// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the chunks of one evaluation over the calling thread and helper threads, which take them
 * one by one from a shared counter.
 *
 * <p>The caller always works itself, so an evaluation never waits for a helper to be free; helpers
 * that come late find nothing left. Where there are more long evaluations than processors, they
 * take {@link Turns}. While there are processors for it, who has nothing left to do stays awake for
 * {@link #AWAKE_NANOS}, so that short questions asked one after another do not wait for threads to
 * be woken. Thread-safe.
 */
public final class FanOut implements AutoCloseable {

  /** Evaluates the chunk at {@code index}. Made once per worker, used by it alone. */
  public interface Worker {
    void run(int index);

    /** Called once, when the worker has run its last chunk. */
    default void finish() {}
  }

  private static final int SCRATCHES_PER_THREAD = 4;

  /** So long who has nothing to do stays awake: about as long as it takes to be woken. */
  private static final long AWAKE_NANOS = 50_000;

  private final int processors = Runtime.getRuntime().availableProcessors();
  private final int helperCount;
  private final ExecutorService helpers;
  private final Turns turns;
  private final ConcurrentLinkedQueue<WorkerScratch> scratches = new ConcurrentLinkedQueue<>();
  private final AtomicInteger keptScratches = new AtomicInteger();

  /** Helpers that are awake without work. */
  private final AtomicInteger looking = new AtomicInteger();

  /**
   * The work that helpers without any take part in, the newest if there are several. Who offers
   * writes this before it reads {@link #looking}, and who ends looking writes that before it reads
   * this: one of them sees the other.
   */
  private final AtomicReference<@Nullable SharedWork> offered = new AtomicReference<>();

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
    SharedWork work = new SharedWork(count, workers, Thread.currentThread());
    if (!helped) {
      work.run(null);
      work.await(0);
      return;
    }
    Turns.Turn turn = turns.take(wish);
    try {
      offered.set(work);
      int woken = Math.min(helperCount, count - 1) - looking.get();
      for (int i = 0; i < woken; i++) {
        helpers.execute(() -> help(work));
      }
      work.run(turn);
      work.await(turns.taken() < processors ? AWAKE_NANOS : 0);
    } finally {
      offered.compareAndSet(work, null);
      turn.end();
    }
  }

  /** What a helper does once it has been woken. */
  private void help(SharedWork first) {
    SharedWork work = first;
    while (work != null) {
      work.run(null);
      work = lookForWorkAfter(work);
    }
  }

  /** The next question often comes at once, and waking a thread takes as long as a short one. */
  private @Nullable SharedWork lookForWorkAfter(SharedWork last) {
    looking.incrementAndGet();
    long begin = System.nanoTime();
    SharedWork found = offeredAfter(last);
    while (found == null
        && turns.taken() + looking.get() <= processors
        && System.nanoTime() - begin < AWAKE_NANOS) {
      Thread.onSpinWait();
      found = offeredAfter(last);
    }
    looking.decrementAndGet();
    // Looks once more: who has offered work meanwhile may have counted on this thread.
    return found == null ? offeredAfter(last) : found;
  }

  private @Nullable SharedWork offeredAfter(SharedWork last) {
    SharedWork work = offered.get();
    return work == last ? null : work;
  }

  /** Whether there is work that helpers without any would take part in. */
  boolean isOffering() {
    return offered.get() != null;
  }

  /** Ends the helper threads once they have finished what they do. */
  @Override
  public void close() {
    helpers.shutdown();
  }
}
