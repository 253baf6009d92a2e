// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.Batch;
import dev.muster.profile.Receipt;
import dev.muster.profile.RejectedOperationException;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.file.StorageFullException;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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

  /** An epoch with so many bytes to keep takes no further batch. */
  private static final int EPOCH_RECORD_BYTES_MAX = 4 << 20;

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

  /** Set before the thread starts; null while replaying, and for an engine in memory. */
  private volatile @Nullable CommandLog log;

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

  /** Starts the shard writers; {@link #start} does the rest. */
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
    this.writers = new ShardWriters(shards, application, options.writerThreads(), this::finished);
    this.thread = new Thread(this::run, "muster-sequencer");
    thread.setDaemon(true);
  }

  /**
   * Begins to take writes.
   *
   * @param commandLog what keeps them, to be closed in the end; null to keep them nowhere
   */
  public void start(@Nullable CommandLog commandLog) {
    log = commandLog;
    thread.start();
  }

  /**
   * Applies an epoch that a log has kept. Before {@link #start}, on one thread.
   *
   * @param epoch later than any before
   * @param notes takes the notes in it, with the schema as it was then
   * @throws MalformedRecordException if there is anything in it that this version does not write
   */
  public void replay(long epoch, ByteBuffer records, BiConsumer<ByteBuffer, Schema> notes)
      throws InterruptedException, IOException {
    open.epoch = epoch;
    Record.forEach(records, (kind, content) -> replayRecord(kind, content, notes));
    awaitFlight();
    epochs.restart(epoch - 1);
    handOver(new LongArrayList());
  }

  /** Waits until all that was replayed is applied, up to {@code lastEpoch}. */
  public void endReplay(long epoch) throws InterruptedException {
    awaitFlight();
    epochs.restart(epoch);
    lastEpoch = epoch;
  }

  private void replayRecord(int kind, ByteBuffer content, BiConsumer<ByteBuffer, Schema> notes) {
    ByteReader in = new ByteReader(content);
    switch (kind) {
      case Record.WRITE -> {
        EncodedBatch batch = BatchCodec.read(in, layout);
        builder.add(open, new Ticket(new Command.Write(batch), 0, true), batch);
        requireEnd(in);
      }
      case Record.GROW -> {
        layout = layout.grownInto(SchemaCodec.read(in));
        requireEnd(in);
      }
      case Record.NOTE -> notes.accept(content, layout.schema());
      default -> throw new MalformedRecordException("unknown record, kind=" + kind);
    }
  }

  private static void requireEnd(ByteReader in) {
    if (in.hasMore()) {
      throw new MalformedRecordException("there is more in the record than belongs to it");
    }
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
    ByteBuffer record = log == null ? null : record(encoded);
    return put(new Ticket(new Command.Write(encoded), encoded.weight(), waitedFor, record));
  }

  private static ByteBuffer record(EncodedBatch batch) {
    try {
      return Record.of(Record.WRITE, out -> BatchCodec.write(batch, out));
    } catch (RecordTooLargeException e) {
      throw new RejectedOperationException(
          RejectedOperationException.Reason.BATCH_TOO_LARGE, 0, String.valueOf(e.getMessage()), e);
    }
  }

  /** Continues with a larger schema, in the order of the writes. The caller only waits. */
  public CompletableFuture<Receipt> grow(Schema larger) throws InterruptedException {
    ByteBuffer record =
        log == null ? null : Record.of(Record.GROW, out -> SchemaCodec.write(larger, out));
    return put(new Ticket(new Command.Grow(larger), 0, true, record));
  }

  /** Has the log keep {@code content}, in the order of the writes. The caller only waits. */
  public CompletableFuture<Receipt> note(byte[] content) throws InterruptedException {
    ByteBuffer record = log == null ? null : Record.of(Record.NOTE, out -> out.writeRaw(content));
    return put(new Ticket(new Command.Note(), 0, true, record));
  }

  private CompletableFuture<Receipt> put(Ticket ticket) throws InterruptedException {
    queue.put(ticket);
    return ticket.future;
  }

  /** Ends the threads of a sequencer that will not be started. */
  public void abandon() throws InterruptedException {
    writers.stop();
    acknowledger.close();
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
      closeLog();
      writers.stop();
      failUnpublished();
    }
  }

  private void closeLog() {
    try {
      if (log != null) {
        log.close();
      }
    } catch (Throwable failure) {
      queue.fail(failure);
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
  private boolean fill(@Nullable Ticket first) throws IOException {
    for (Ticket ticket = first; ticket != null; ticket = next()) {
      open.tickets.add(ticket);
      if (!hasRoom(ticket)) {
        ticket.refusal = new NoSpaceException();
      } else if (ticket.command instanceof Command.Write write) {
        builder.add(open, ticket, write.batch());
        keep(ticket);
      } else if (ticket.command instanceof Command.Grow grow) {
        grow(ticket, grow.larger());
      } else if (ticket.command instanceof Command.Note) {
        keep(ticket);
      } else {
        return false;
      }
    }
    return true;
  }

  /** Before anything of it is applied: what the log has no space for must leave no trace. */
  private boolean hasRoom(Ticket ticket) throws IOException {
    if (log == null || ticket.record == null) {
      return true;
    }
    try {
      log.prepare(open.recordBytes + ticket.record.remaining());
      return true;
    } catch (StorageFullException full) {
      return false;
    }
  }

  private void keep(Ticket ticket) {
    if (ticket.record != null) {
      open.keep(ticket.record);
    }
  }

  private void grow(Ticket ticket, Schema larger) {
    try {
      layout = layout.grownInto(larger);
      keep(ticket);
    } catch (SchemaException e) {
      // Another caller has grown it otherwise in the meantime; that is no failure of the engine.
      ticket.refusal = e;
    }
  }

  /** The next ticket of the open epoch, or null if there is none or the epoch is full. */
  private @Nullable Ticket next() {
    boolean full =
        open.operations() >= EPOCH_OPERATIONS_MAX
            || open.tickets.size() >= EPOCH_OPERATIONS_MAX
            || open.recordBytes >= EPOCH_RECORD_BYTES_MAX;
    return full ? null : queue.poll();
  }

  /** Adds the purge of rows whose time has come to the open epoch. */
  private LongArrayList duePurges() {
    return rows.hasDead()
        ? builder.addPurges(open, epochs.minLeased(), System.nanoTime())
        : new LongArrayList();
  }

  /** Hands the open epoch to the writers; nothing is in flight. */
  private void handOver(LongArrayList purged) throws IOException {
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
    CommandLog keeper = task.records.isEmpty() ? null : log;
    task.unfinishedParts.set(keeper == null ? 1 : 2);
    writers.apply(task);
    if (keeper != null) {
      // While the shard writers apply it; neither is seen without the other.
      keeper.append(task.epoch, task.records);
      finished(task, null);
    }
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

  /** Called by the threads that finished a part of a task. The last one ends the flight. */
  private void finished(EpochTask task, @Nullable Throwable failure) {
    if (failure == null && task.unfinishedParts.decrementAndGet() > 0) {
      return;
    }
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
  private void maintain() throws InterruptedException, IOException {
    awaitFlight();
    if (log != null) {
      log.idle();
    }
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
