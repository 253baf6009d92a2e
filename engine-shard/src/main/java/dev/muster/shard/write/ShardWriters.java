// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.shard.Shard;
import dev.muster.shard.epoch.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that apply epochs to shards, each to its own group of shards.
 *
 * <p>One epoch is applied at a time. A small one, or any without writer threads, is applied by the
 * calling sequencer itself: two hand-overs between threads cost more than a few hundred operations.
 */
final class ShardWriters {

  /** An operation takes about 100 ns, waking a thread and being woken again about 20 µs. */
  private static final int INLINE_OPERATIONS_MAX = 256;

  /** How the shard of a number takes its part of an epoch. */
  @FunctionalInterface
  interface Application {
    void apply(int shard, EpochTask task);
  }

  /** Starts writers that report to {@code whenDone}. */
  @FunctionalInterface
  interface Factory {
    ShardWriters start(BiConsumer<EpochTask, @Nullable Throwable> whenDone);
  }

  private final Shard[] shards;
  private final Application application;
  private final List<BlockingQueue<EpochTask>> inboxes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final BiConsumer<EpochTask, @Nullable Throwable> whenDone;
  private volatile boolean stopped;

  /**
   * Starts the threads.
   *
   * @param whenDone told of each applied epoch, or of the failure to apply it; by the thread that
   *     finished it
   */
  ShardWriters(
      Shard[] shards,
      Application application,
      int threadCount,
      BiConsumer<EpochTask, @Nullable Throwable> whenDone) {
    this.shards = shards;
    this.application = application;
    this.whenDone = whenDone;
    for (int i = 0; i < Math.min(threadCount, shards.length); i++) {
      int group = i;
      BlockingQueue<EpochTask> inbox = new ArrayBlockingQueue<>(2);
      Thread thread = new Thread(() -> run(inbox, group), "muster-shard-writer-" + i);
      thread.setDaemon(true);
      inboxes.add(inbox);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** Applies {@code task} here or on the writer threads. No other task may be under way. */
  void apply(EpochTask task) {
    if (threads.isEmpty() || task.operations() <= INLINE_OPERATIONS_MAX) {
      task.unfinished.set(1);
      applyGroup(task, 0, 1);
    } else {
      task.unfinished.set(threads.size());
      inboxes.forEach(inbox -> inbox.add(task));
    }
  }

  private void applyGroup(EpochTask task, int group, int groups) {
    try {
      for (int shard = group; shard < shards.length; shard += groups) {
        application.apply(shard, task);
      }
    } catch (Throwable failure) {
      whenDone.accept(task, failure);
      return;
    }
    if (task.unfinished.decrementAndGet() == 0) {
      whenDone.accept(task, null);
    }
  }

  /** Trims all shards. No task may be under way. */
  boolean trim(Horizon horizon) {
    boolean clean = true;
    for (Shard shard : shards) {
      clean &= shard.trim(horizon);
    }
    return clean;
  }

  /** Lets each shard put one column in order; whether any has more. No task may be under way. */
  boolean settle() {
    boolean more = false;
    for (Shard shard : shards) {
      more |= shard.settle();
    }
    return more;
  }

  /** Lets each shard put some of its events in order; whether any has more. As {@link #settle}. */
  boolean settleEvents() {
    boolean more = false;
    for (Shard shard : shards) {
      more |= shard.settleEvents();
    }
    return more;
  }

  private void run(BlockingQueue<EpochTask> inbox, int group) {
    while (!stopped) {
      try {
        applyGroup(inbox.take(), group, threads.size());
      } catch (InterruptedException e) {
        // Only stop() interrupts, and it has set the flag that ends the loop.
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Ends the threads; no task is under way. */
  void stop() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }
}
