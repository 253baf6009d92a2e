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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts all writes in one order and drives them, epoch by epoch, to the shards and into sight.
 *
 * <p>Callers check and encode on their own threads and queue here; the queue is bounded in
 * operations, and a full one makes callers wait. One thread resolves batches into the open epoch
 * while the shard writers apply the one before. An epoch closes once the one before is published
 * and nothing more is queued, or when it is full: writes that arrive together become visible
 * together, and a lone one does not wait.
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

  private final IngestQueue queue;
  private final EpochBuilder builder;
  private final ShardWriters writers;
  private final Acknowledger acknowledger = new Acknowledger();
  private final Thread thread;

  /** The layout that new batches are encoded with; replaced by the sequencer. */
  private volatile SchemaLayout layout;

  /** The task being applied, or null; guarded by {@code flight}. */
  private @Nullable EpochTask inFlight;

  private final Object flight = new Object();

  // Sequencer thread only.
  private EpochTask open;
  private EpochTask spare;
  private boolean untrimmed;
  private long lastEpoch;
  private long lastRevokeNanos = System.nanoTime();

  /** Settings of the write path. */
  public record Options(
      int writerThreads, int queueOperations, Duration dedupHorizon, Duration readLimit) {}

  /** Starts the threads. */
  public Sequencer(
      SchemaLayout layout,
      OperationEncoder encoder,
      Shard[] shards,
      ProfileRows rows,
      Epochs epochs,
      Options options) {
    this(
        layout,
        encoder,
        shards,
        rows,
        epochs,
        options,
        (shard, task) ->
            shards[shard].apply(task.epoch, task.horizon, task.layout, task.lists[shard]));
  }

  /** The same with another way of applying an epoch, for slow and failing shards. */
  Sequencer(
      SchemaLayout layout,
      OperationEncoder encoder,
      Shard[] shards,
      ProfileRows rows,
      Epochs epochs,
      Options options,
      ShardWriters.Application application) {
    this.layout = layout;
    this.encoder = encoder;
    this.rows = rows;
    this.epochs = epochs;
    this.readLimit = options.readLimit();
    this.queue = new IngestQueue(options.queueOperations());
    this.builder = new EpochBuilder(rows, new EventDedup(options.dedupHorizon().toMillis()));
    this.open = new EpochTask(shards.length, layout);
    this.spare = new EpochTask(shards.length, layout);
    this.writers = new ShardWriters(shards, application, options.writerThreads(), this::applied);
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
    return queue.stopped();
  }

  /**
   * Checks, encodes and queues a batch; waits while the queue is full.
   *
   * @param waitedFor whether the caller only waits for the future and shows it to nobody; it is
   *     then completed at once, and nothing may be hung on it
   * @return completed when every later read sees the batch
   * @throws dev.muster.profile.RejectedOperationException if an operation breaks a rule
   * @throws IngestStoppedException if the write path is closed or has failed
   * @throws InterruptedException if interrupted while waiting; the batch is not queued
   */
  public CompletableFuture<Receipt> submit(Batch batch, long ingestMillis, boolean waitedFor)
      throws InterruptedException {
    queue.requireRunning();
    EncodedBatch encoded = encoder.encode(layout, batch, ingestMillis);
    return put(new Ticket(new Command.Write(encoded), encoded.weight(), waitedFor));
  }

  /** Continues with a larger schema, in the order of the writes. The caller only waits. */
  public CompletableFuture<Receipt> grow(Schema larger) throws InterruptedException {
    return put(new Ticket(new Command.Grow(larger), 0, true));
  }

  private CompletableFuture<Receipt> put(Ticket ticket) throws InterruptedException {
    queue.put(ticket);
    return ticket.future;
  }

  /** Takes nothing more, finishes everything queued, ends the threads. Idempotent. */
  public void close() throws InterruptedException {
    queue.close(new Ticket(new Command.Stop(), 0, true));
    thread.join();
    acknowledger.close();
  }

  private void run() {
    try {
      boolean running = true;
      while (running) {
        Ticket first = queue.poll(IDLE_MILLIS);
        if (first == null) {
          maintain();
        } else {
          begin();
          running = fill(first);
          // What arrives while the epoch before is still being applied comes along.
          awaitFlight();
          running = running && fill(next());
          handOver(duePurges());
        }
      }
      awaitFlight();
    } catch (Throwable failure) {
      queue.fail(failure);
    } finally {
      writers.stop();
      failUnpublished();
    }
  }

  private void begin() {
    open.epoch = lastEpoch + 1;
  }

  /**
   * Resolves {@code first} and what follows it into the open epoch.
   *
   * @return whether to go on; false once asked to stop
   */
  private boolean fill(@Nullable Ticket first) {
    for (Ticket ticket = first; ticket != null; ticket = next()) {
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

  /** The next ticket of the open epoch, or null if there is none or the epoch is full. */
  private @Nullable Ticket next() {
    boolean full =
        open.operations() >= EPOCH_OPERATIONS_MAX || open.tickets.size() >= EPOCH_OPERATIONS_MAX;
    return full ? null : queue.poll();
  }

  /** Adds the purge of rows whose time has come to the open epoch. */
  private LongArrayList duePurges() {
    return rows.hasDead()
        ? builder.addPurges(open, epochs.minLeased(), System.nanoTime())
        : new LongArrayList();
  }

  /** Hands the open epoch to the writers; nothing is in flight. */
  private void handOver(LongArrayList purged) {
    EpochTask task = open;
    task.layout = layout;
    task.horizon = epochs.horizon();
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
    IngestStoppedException stopped = queue.stopped();
    if (stopped != null && stopped.getCause() != null) {
      throw new IllegalStateException("a shard writer failed", stopped.getCause());
    }
  }

  /** Called by the thread that finished a task. Must end the flight whatever happens. */
  private void applied(EpochTask task, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        epochs.publish(task.epoch);
        // Before the flight ends: a sequencer that stops fails whatever is not acknowledged.
        acknowledger.acknowledge(new ArrayList<>(task.tickets), task.epoch);
      } else {
        queue.fail(failure);
      }
    } catch (Throwable unexpected) {
      queue.fail(unexpected);
    } finally {
      synchronized (flight) {
        inFlight = null;
        flight.notifyAll();
      }
    }
  }

  /**
   * What there is time for while nothing is queued: gives memory of old epochs back, and rows of
   * deleted profiles, and completes postings.
   */
  private void maintain() throws InterruptedException {
    awaitFlight();
    revokeLongReads();
    begin();
    LongArrayList purged = duePurges();
    if (!purged.isEmpty()) {
      handOver(purged);
    } else {
      untrimmed = untrimmed && !writers.trim(epochs.horizon());
      writers.settle();
    }
  }

  private void revokeLongReads() {
    long now = System.nanoTime();
    if (now - lastRevokeNanos > TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS)) {
      lastRevokeNanos = now;
      epochs.revokeReadsOlderThan(readLimit);
    }
  }

  /** Fails whatever has not been published; after a clean stop there is nothing but the stop. */
  private void failUnpublished() {
    List<Ticket> left = new ArrayList<>(open.tickets);
    left.addAll(spare.tickets);
    left.addAll(queue.drain());
    IngestStoppedException stopped = queue.stopped();
    acknowledger.fail(left, stopped == null ? null : stopped.getCause());
  }
}
