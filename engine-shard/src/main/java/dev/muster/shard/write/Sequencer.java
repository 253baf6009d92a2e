// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.Batch;
import dev.muster.profile.Receipt;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Epochs;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts all writes in one order and drives them, epoch by epoch, to the shards and into sight.
 *
 * <p>Callers check and encode on their own threads and queue here; the queue is bounded in
 * operations, and a full one makes callers wait. One thread resolves batches into the open epoch
 * while the shard writers apply the one before. An epoch closes as soon as the one before is
 * published and nothing more is queued, or when it is full: writes that arrive together become
 * visible together, and a lone one does not wait.
 *
 * <p>If a thread of the write path fails, every write under way and every later call fails with its
 * cause.
 */
public final class Sequencer {

  /** An epoch that has this many operations takes no further batch. */
  private static final int EPOCH_OPERATIONS_MAX = 65_536;

  /** How often an idle sequencer looks for memory to give back and reads to revoke. */
  private static final long IDLE_MILLIS = 50;

  private final OperationEncoder encoder;
  private final ProfileRows rows;
  private final Epochs epochs;
  private final Duration readLimit;
  private final int purgeRows;
  private final int queueOperations;

  private final LinkedBlockingQueue<Ticket> queue = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final EpochBuilder builder;
  private final ShardWriters writers;
  private final ExecutorService acknowledger;
  private final Thread thread;

  /** The layout that new batches are encoded with; replaced by the sequencer. */
  private volatile SchemaLayout layout;

  /** Set once, under the monitor of {@code gate}; a caller that saw it null has been queued. */
  private volatile @Nullable IngestStoppedException stop;

  private final Object gate = new Object();

  /** The task being applied, or null; guarded by {@code flight}. */
  private @Nullable EpochTask inFlight;

  private final Object flight = new Object();

  // Sequencer thread only.
  private EpochTask open;
  private EpochTask spare;
  private boolean untrimmed;
  private long lastEpoch;
  private long lastPurgeNanos = System.nanoTime();
  private long lastRevokeNanos = System.nanoTime();

  /** Settings of the write path. */
  public record Options(
      int writerThreads,
      int queueOperations,
      Duration dedupHorizon,
      Duration readLimit,
      int purgeRows) {}

  /** Starts the threads. */
  public Sequencer(
      SchemaLayout layout,
      OperationEncoder encoder,
      Shard[] shards,
      ProfileRows rows,
      Epochs epochs,
      Options options) {
    this.layout = layout;
    this.encoder = encoder;
    this.rows = rows;
    this.epochs = epochs;
    this.readLimit = options.readLimit();
    this.purgeRows = options.purgeRows();
    this.queueOperations = options.queueOperations();
    // Fair: a large batch must not wait for ever behind small ones that slip past it.
    this.room = new Semaphore(options.queueOperations(), true);
    this.builder = new EpochBuilder(rows, new EventDedup(options.dedupHorizon().toMillis()));
    this.open = new EpochTask(shards.length, layout);
    this.spare = new EpochTask(shards.length, layout);
    this.acknowledger =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, "muster-acknowledger");
              created.setDaemon(true);
              return created;
            });
    this.writers = new ShardWriters(shards, options.writerThreads(), this::applied);
    this.thread = new Thread(this::run, "muster-sequencer");
    thread.setDaemon(true);
    thread.start();
  }

  /** The layout that writes are encoded with now. */
  public SchemaLayout layout() {
    return layout;
  }

  /** Why nothing is taken any more, or null. */
  public @Nullable IngestStoppedException stopped() {
    return stop;
  }

  /**
   * Checks, encodes and queues a batch; waits while the queue is full.
   *
   * @return completed when every later read sees the batch
   * @throws dev.muster.profile.RejectedOperationException if an operation breaks a rule
   * @throws IngestStoppedException if the write path is closed or has failed
   * @throws InterruptedException if interrupted while waiting; the batch is not queued
   */
  public CompletableFuture<Receipt> submit(Batch batch, long ingestMillis)
      throws InterruptedException {
    requireRunning();
    EncodedBatch encoded = encoder.encode(layout, batch, ingestMillis);
    // A batch larger than the queue waits for all of it.
    int weight = Math.max(1, Math.min(encoded.operations, queueOperations));
    while (!room.tryAcquire(weight, IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
      requireRunning();
    }
    return enqueue(new Ticket(new Command.Write(encoded), weight));
  }

  /** Continues with a larger schema, in the order of the writes. */
  public CompletableFuture<Receipt> grow(Schema larger) {
    return enqueue(new Ticket(new Command.Grow(larger), 0));
  }

  private CompletableFuture<Receipt> enqueue(Ticket ticket) {
    synchronized (gate) {
      requireRunning();
      queue.add(ticket);
    }
    return ticket.future;
  }

  private void requireRunning() {
    IngestStoppedException stopped = stop;
    if (stopped != null) {
      throw new IngestStoppedException(stopped.getCause());
    }
  }

  /** Takes nothing more, finishes everything queued, ends the threads. Idempotent. */
  public void close() throws InterruptedException {
    synchronized (gate) {
      if (stop == null) {
        stop = new IngestStoppedException(null);
        queue.add(new Ticket(new Command.Stop(), 0));
      }
    }
    thread.join();
    acknowledger.shutdown();
    // A callback of the application may take its time; it is not waited for beyond this.
    acknowledger.awaitTermination(10, TimeUnit.SECONDS);
  }

  private void run() {
    try {
      boolean running = true;
      while (running) {
        Ticket first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          maintain();
        } else {
          running = fill(first);
          finishEpoch();
        }
      }
      awaitFlight();
    } catch (Throwable failure) {
      fail(failure);
    } finally {
      writers.stop();
      failQueued();
    }
  }

  /**
   * Resolves {@code first} and what follows it into the open epoch.
   *
   * @return whether to go on; false once asked to stop
   */
  private boolean fill(Ticket first) {
    open.epoch = lastEpoch + 1;
    for (Ticket ticket = first; ticket != null; ticket = next()) {
      room.release(ticket.weight);
      open.tickets.add(ticket);
      if (ticket.command instanceof Command.Write write) {
        builder.add(open, ticket, write.batch());
      } else if (ticket.command instanceof Command.Grow grow) {
        grow(ticket, grow.larger());
      } else {
        return false;
      }
    }
    return true;
  }

  private void grow(Ticket ticket, Schema larger) {
    try {
      layout = layout.grownInto(larger);
    } catch (SchemaException e) {
      // Another caller has grown it otherwise in the meantime; that is no failure of the engine.
      ticket.refusal = e;
    }
  }

  /** The next ticket of the open epoch, or null if it is to be closed. */
  private @Nullable Ticket next() {
    return open.operations() >= EPOCH_OPERATIONS_MAX ? null : queue.poll();
  }

  private void finishEpoch() throws InterruptedException {
    LongArrayList purged = new LongArrayList();
    if (rows.unpurgedCount() >= purgeRows) {
      purged = builder.addPurges(open, epochs.minLeased());
    }
    awaitFlight();
    EpochTask task = open;
    task.layout = layout;
    task.minEpoch = epochs.minRead();
    assert task.epoch == epochs.published() + 1 : task.epoch + " " + epochs.published();
    lastEpoch = task.epoch;
    revokeLongReads();
    synchronized (flight) {
      inFlight = task;
    }
    open = spare;
    spare = task;
    open.clear();
    untrimmed = true;
    writers.apply(task);
    rows.free(purged);
  }

  private void awaitFlight() throws InterruptedException {
    synchronized (flight) {
      while (inFlight != null) {
        flight.wait();
      }
    }
    IngestStoppedException stopped = stop;
    if (stopped != null && stopped.getCause() != null) {
      throw new IllegalStateException("a shard writer failed", stopped.getCause());
    }
  }

  /** Called by the thread that finished a task. */
  private void applied(EpochTask task, @Nullable Throwable failure) {
    List<Ticket> tickets = new ArrayList<>(task.tickets);
    if (failure == null) {
      epochs.publish(task.epoch);
      // Before the flight ends: a sequencer that is closing fails whatever is not acknowledged.
      acknowledge(tickets, task.epoch);
    } else {
      fail(failure);
    }
    synchronized (flight) {
      inFlight = null;
      flight.notifyAll();
    }
  }

  private void acknowledge(List<Ticket> tickets, long epoch) {
    // On a thread of its own: what an application hangs on a future must not hold up the epochs.
    acknowledger.execute(
        () -> {
          for (Ticket ticket : tickets) {
            if (ticket.refusal == null) {
              ticket.future.complete(new Receipt(epoch, ticket.applied, ticket.duplicates));
            } else {
              ticket.future.completeExceptionally(ticket.refusal);
            }
          }
        });
  }

  /** Gives memory of old epochs back, and rows of deleted profiles, while nothing is queued. */
  private void maintain() throws InterruptedException {
    awaitFlight();
    revokeLongReads();
    boolean purgeIsDue =
        rows.unpurgedCount() > 0
            && (rows.unpurgedCount() >= purgeRows
                || System.nanoTime() - lastPurgeNanos > TimeUnit.SECONDS.toNanos(5));
    if (purgeIsDue) {
      lastPurgeNanos = System.nanoTime();
      open.epoch = lastEpoch + 1;
      LongArrayList purged = builder.addPurges(open, epochs.minLeased());
      if (!purged.isEmpty()) {
        finishEpoch();
        rows.free(purged);
        return;
      }
    }
    if (untrimmed) {
      untrimmed = !writers.trim(epochs.minRead());
    }
  }

  private void revokeLongReads() {
    long now = System.nanoTime();
    if (now - lastRevokeNanos > TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS)) {
      lastRevokeNanos = now;
      epochs.revokeReadsOlderThan(readLimit);
    }
  }

  private void fail(Throwable failure) {
    synchronized (gate) {
      if (stop == null || stop.getCause() == null) {
        stop = new IngestStoppedException(failure);
      }
    }
  }

  /** Fails whatever has not been published; after a clean stop there is nothing. */
  private void failQueued() {
    List<Ticket> left = new ArrayList<>(open.tickets);
    left.addAll(spare.tickets);
    queue.drainTo(left);
    IngestStoppedException stopped = stop;
    Throwable cause = stopped == null ? null : stopped.getCause();
    acknowledger.execute(
        () -> {
          for (Ticket ticket : left) {
            if (cause == null && ticket.command instanceof Command.Stop) {
              ticket.future.complete(new Receipt(epochs.published(), 0, 0));
            } else {
              ticket.future.completeExceptionally(new IngestStoppedException(cause));
            }
          }
        });
  }
}
