// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.metrics.BatchRefused;
import dev.muster.profile.RejectedOperationException;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.directory.RowsImage;
import dev.muster.shard.document.DocumentCapture;
import dev.muster.shard.document.DocumentList;
import dev.muster.shard.document.Documents;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.observe.Observers;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the sequencer's thread does: fills epochs from the queue, hands them to the log and to the
 * shard writers, and tidies up in between. Everything here belongs to that thread, and before it
 * starts to the one that opens the engine.
 */
final class SequencerLoop implements Runnable {

  /** An epoch that has this many operations takes no further batch. */
  private static final int EPOCH_OPERATIONS_MAX = 65_536;

  /** An epoch with so many bytes to keep takes no further batch. */
  private static final int EPOCH_RECORD_BYTES_MAX = 4 << 20;

  /** How often an idle sequencer looks for memory to give back and reads to revoke. */
  private static final long IDLE_MILLIS = 50;

  private final ProfileRows rows;
  private final Epochs epochs;
  private final Duration readLimit;
  private final IngestQueue queue;
  private final Expiry expiry;
  private final EpochBuilder builder;
  private final Flight flight;
  private final ShardWriters writers;
  private final IdleWork idleWork;
  private final Acknowledger acknowledger;
  private final Observers observers;
  private final @Nullable Documents documents;

  /** The layout that new batches are encoded with; read by any thread. */
  private volatile SchemaLayout layout;

  /** Set before the thread starts; null while replaying, and for an engine in memory. */
  private volatile @Nullable CommandLog log;

  private EpochTask open;
  private EpochTask spare;

  /** A ticket that ended an epoch and has not been attended to. */
  private @Nullable Ticket held;

  private boolean untrimmed;
  private long lastEpoch;

  /** The last one that the log has. */
  private long keptEpoch;

  /** Replaying does not change documents before. */
  private long documentsEpoch;

  private long lastRevokeNanos = System.nanoTime();

  SequencerLoop(
      SchemaLayout layout,
      ProfileRows rows,
      Epochs epochs,
      Sequencer.Options options,
      IngestQueue queue,
      Acknowledger acknowledger,
      ShardWriters.Factory writers,
      Shard[] shards) {
    this.layout = layout;
    this.rows = rows;
    this.epochs = epochs;
    this.readLimit = options.readLimit();
    this.queue = queue;
    this.acknowledger = acknowledger;
    this.observers = options.observers();
    this.expiry = new Expiry(options.expiry(), shards, rows.directory(), epochs);
    this.builder =
        new EpochBuilder(
            rows,
            new EventDedup(options.dedupHorizon().toMillis()),
            expiry.floor(),
            expiry.activity());
    this.documents = options.documents();
    this.open = task(shards.length, layout);
    this.spare = task(shards.length, layout);
    this.flight = new Flight(epochs, acknowledger, queue, options.observers(), documents);
    this.writers = writers.start(flight::finished);
    this.idleWork = new IdleWork(this.writers, shards, observers);
  }

  private EpochTask task(int shards, SchemaLayout first) {
    return new EpochTask(shards, first, documents == null ? null : new DocumentList());
  }

  /** The layout that writes are encoded with now. Any thread. */
  SchemaLayout layout() {
    return layout;
  }

  /** What keeps the writes, or null. Any thread. */
  @Nullable CommandLog log() {
    return log;
  }

  /** What goes by itself. */
  Expiry expiry() {
    return expiry;
  }

  /** The last batch taken of {@code producer}, or -1; while nothing is in flight. */
  long lastSequence(String producer) {
    return builder.lastSequence(producer);
  }

  /** Has all that follows kept. */
  void keepIn(@Nullable CommandLog keeper) {
    log = keeper;
  }

  /** Ends the shard writers, if the thread will not be started. */
  void abandon() {
    writers.stop();
  }

  /** A hold on all there is; while nothing is in flight. */
  StateCapture capture(boolean alone) throws IOException {
    if (!open.isEmpty()) {
      throw new IllegalStateException("the open epoch has something, epoch=" + open.epoch);
    }
    CommandLog keeper = log;
    long forcedEpoch = 0;
    if (keeper != null) {
      forcedEpoch = keeper.force();
      if (alone) {
        keeper.roll();
      }
    }
    // Whatever can fail comes before the pin, which nobody would let go.
    RowsImage rowsImage = rows.image();
    WriterImage writerImage = builder.image();
    DocumentCapture documentCapture = documents == null ? null : documents.capture();
    return new StateCapture(
        epochs, epochs.pinForCopy(), forcedEpoch, layout, rowsImage, writerImage, documentCapture);
  }

  /** Begins where a capture was taken. Before the thread starts. */
  void restore(long epoch, SchemaLayout restoredLayout, WriterImage image) throws IOException {
    layout = restoredLayout;
    builder.restore(epoch, image);
    epochs.restart(epoch);
    lastEpoch = epoch;
    keptEpoch = epoch;
  }

  /** Does not change documents in what is replayed up to {@code epoch}. */
  void haveDocumentsThrough(long epoch) {
    documentsEpoch = epoch;
  }

  /** The last epoch that the log has; once the thread has ended. */
  long keptEpoch() {
    return keptEpoch;
  }

  /** Applies an epoch that a log has kept. Before the thread starts. */
  void replay(long epoch, ByteBuffer records, BiConsumer<ByteBuffer, Schema> notes)
      throws InterruptedException, IOException {
    open.epoch = epoch;
    open.replayed = true;
    Record.forEach(records, (kind, content) -> replayRecord(kind, content, notes));
    flight.await();
    epochs.restart(epoch - 1);
    if (documents != null && open.documents != null) {
      if (epoch <= documentsEpoch) {
        open.documents.clear();
      }
      // The store may be a smaller one than it was written with.
      documents.requireRoom(open.documents);
    }
    handOver(new LongArrayList());
    keptEpoch = epoch;
  }

  /** Waits until all that was replayed is applied. */
  void endReplay(long epoch) throws InterruptedException {
    flight.await();
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
      case Record.EXPIRE -> {
        expiry.replay(in, open);
        requireEnd(in);
      }
      default -> throw new MalformedRecordException("unknown record, kind=" + kind);
    }
  }

  private static void requireEnd(ByteReader in) {
    if (in.hasMore()) {
      throw new MalformedRecordException("there is more in the record than belongs to it");
    }
  }

  @Override
  public void run() {
    try {
      boolean running = true;
      while (running) {
        Ticket first = queue.poll(IDLE_MILLIS);
        if (first == null) {
          maintain();
        } else {
          boolean begun = begin();
          held = fill(first);
          // What arrives while the epoch before is still being applied comes along.
          flight.await();
          held = held == null ? fill(next()) : held;
          // Nothing may be left in the open epoch when a ticket is attended to.
          if (held == null || begun || !open.tickets.isEmpty()) {
            handOver(duePurges());
          }
          running = held == null || attend(held);
          held = null;
        }
      }
      flight.await();
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

  /** Begins the open epoch; whether there is anything in it already. */
  private boolean begin() throws IOException {
    open.epoch = lastEpoch + 1;
    return expiry.begin(open, builder, layout, this::hasRoom);
  }

  /**
   * Resolves {@code first} and what follows it into the open epoch.
   *
   * @return the ticket that is to be attended to once the epoch is published, or null
   */
  private @Nullable Ticket fill(@Nullable Ticket first) throws IOException {
    for (Ticket ticket = first; ticket != null; ticket = next()) {
      if (ticket.command instanceof Command.Stop || ticket.command instanceof Command.Call) {
        return ticket;
      }
      open.tickets.add(ticket);
      ticket.refusal = refusal(ticket);
      if (ticket.refusal != null) {
        tellRefusal(ticket);
        continue;
      }
      if (ticket.command instanceof Command.Write write) {
        builder.add(open, ticket, write.batch());
        keep(ticket);
      } else if (ticket.command instanceof Command.Grow grow) {
        grow(ticket, grow.larger());
      } else {
        keep(ticket);
      }
    }
    return null;
  }

  /** Does what must be done while nothing is in flight; whether to go on. */
  private boolean attend(Ticket ticket) throws InterruptedException {
    flight.await();
    if (ticket.command instanceof Command.Call call) {
      call.action().run();
      return true;
    }
    acknowledger.acknowledge(List.of(ticket), lastEpoch);
    return false;
  }

  /** Why the ticket cannot be taken; asked before anything of it is applied, or null. */
  private @Nullable RuntimeException refusal(Ticket ticket) throws IOException {
    if (documents != null && ticket.command instanceof Command.Write write) {
      RuntimeException refused = DocumentRoom.refusal(documents, write.batch(), open, spare);
      if (refused != null) {
        return refused;
      }
    }
    return ticket.record == null || hasRoom(ticket.record) ? null : new NoSpaceException();
  }

  private void tellRefusal(Ticket ticket) {
    if (observers.isAnyone() && ticket.command instanceof Command.Write write) {
      observers.batchRefused(
          new BatchRefused(
              ticket.refusal instanceof RejectedOperationException rejected
                  ? Optional.of(rejected.reason())
                  : Optional.empty(),
              write.batch().operations));
    }
  }

  /** Before anything of it is applied: what the log has no space for must leave no trace. */
  private boolean hasRoom(ByteBuffer record) throws IOException {
    if (log == null) {
      return true;
    }
    try {
      log.prepare(open.recordBytes + record.remaining());
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
            || open.recordBytes >= EPOCH_RECORD_BYTES_MAX
            || (open.documents != null && open.documents.bytes() >= EPOCH_RECORD_BYTES_MAX);
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
    expiry.addSweep(task);
    task.layout = layout;
    task.horizon = epochs.horizon();
    task.purged = purged.size();
    assert task.epoch == epochs.published() + 1 : task.epoch + " " + epochs.published();
    lastEpoch = task.epoch;
    revokeLongReads();
    CommandLog keeper = task.records.isEmpty() ? null : log;
    flight.begin(task, keeper == null ? 1 : 2);
    open = spare;
    spare = task;
    open.clear();
    untrimmed = true;
    writers.apply(task);
    if (keeper != null) {
      // While the shard writers apply it; neither is seen without the other.
      keeper.append(task.epoch, task.records);
      keptEpoch = task.epoch;
      flight.finished(task, null);
    }
    rows.free(purged);
  }

  /**
   * What there is time for while nothing is queued: gives memory of old epochs back, and rows of
   * deleted profiles, completes postings and seals tails.
   */
  private void maintain() throws InterruptedException, IOException {
    flight.await();
    if (log != null) {
      log.idle();
    }
    revokeLongReads();
    boolean begun = begin();
    LongArrayList purged = duePurges();
    if (begun || !purged.isEmpty() || expiry.hasSweeps()) {
      handOver(purged);
    } else {
      untrimmed = untrimmed && !writers.trim(epochs.horizon());
      idleWork.run(queue::isEmpty, this::revokeLongReads);
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
    if (held != null) {
      left.add(held);
    }
    left.addAll(queue.drain());
    IngestStoppedException stopped = queue.stopped();
    acknowledger.fail(left, stopped == null ? null : stopped.getCause());
  }
}
