// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.metrics.BatchRefused;
import dev.muster.profile.Batch;
import dev.muster.profile.Receipt;
import dev.muster.profile.RejectedOperationException;
import dev.muster.schema.Schema;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.document.Documents;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.observe.Observers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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

  private final OperationEncoder encoder;
  private final Observers observers;
  private final IngestQueue queue;
  private final Acknowledger acknowledger = new Acknowledger();
  private final SequencerLoop loop;
  private final Thread thread;

  /** Settings of the write path; {@code documents} are null if none are kept. */
  public record Options(
      int writerThreads,
      int queueOperations,
      Duration dedupHorizon,
      Duration readLimit,
      ExpiryOptions expiry,
      Observers observers,
      @Nullable Documents documents) {

    /** The same without documents. */
    Options(
        int writerThreads,
        int queueOperations,
        Duration dedupHorizon,
        Duration readLimit,
        ExpiryOptions expiry,
        Observers observers) {
      this(writerThreads, queueOperations, dedupHorizon, readLimit, expiry, observers, null);
    }

    /** The same with nothing that goes by itself. */
    Options(int writerThreads, int queueOperations, Duration dedupHorizon, Duration readLimit) {
      this(
          writerThreads,
          queueOperations,
          dedupHorizon,
          readLimit,
          ExpiryOptions.none(),
          Observers.nobody());
    }
  }

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
    this.encoder = encoder;
    this.observers = options.observers();
    this.queue = new IngestQueue(options.queueOperations(), options.observers());
    this.loop =
        new SequencerLoop(
            layout,
            rows,
            epochs,
            options,
            queue,
            acknowledger,
            whenDone -> new ShardWriters(shards, application, options.writerThreads(), whenDone),
            shards);
    this.thread = new Thread(loop, "muster-sequencer");
    thread.setDaemon(true);
  }

  /**
   * Begins to take writes.
   *
   * @param commandLog what keeps them, to be closed in the end; null to keep them nowhere
   */
  public void start(@Nullable CommandLog commandLog) {
    loop.keepIn(commandLog);
    thread.start();
  }

  /**
   * Begins where a capture was taken; rows and shards are brought there by the caller. Before
   * {@link #replay}, on one thread.
   */
  public void restore(long epoch, SchemaLayout layout, WriterImage image) throws IOException {
    loop.restore(epoch, layout, image);
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
    loop.replay(epoch, records, notes);
  }

  /** Does not change documents in what is replayed up to {@code epoch}: they are there already. */
  public void haveDocumentsThrough(long epoch) {
    loop.haveDocumentsThrough(epoch);
  }

  /** The last epoch that the log has; when nothing is written any more. */
  public long keptEpoch() {
    return loop.keptEpoch();
  }

  /** Waits until all that was replayed is applied, up to {@code epoch}. */
  public void endReplay(long epoch) throws InterruptedException {
    loop.endReplay(epoch);
  }

  /** The layout that writes are encoded with now. */
  public SchemaLayout layout() {
    return loop.layout();
  }

  /** Before when no event is kept any more. */
  public EventFloor floor() {
    return loop.expiry().floor();
  }

  /** Profiles that were deleted for their inactivity since the start. Any thread. */
  public long expiredProfiles() {
    return loop.expiry().expiredProfiles();
  }

  /** Heap bytes of what is known of the activity of profiles. Any thread. */
  public long activityBytes() {
    ActivityDays activity = loop.expiry().activity();
    return activity == null ? 0 : activity.sizeBytes();
  }

  /** Operations that wait in the queue, by weight. Any thread; a moment old. */
  public int queued() {
    return queue.weight();
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
    EncodedBatch encoded;
    ByteBuffer record;
    try {
      encoded = encoder.encode(layout(), batch, ingestMillis, loop.expiry().floor().newest());
      record = loop.log() == null ? null : record(encoded);
    } catch (RejectedOperationException e) {
      if (observers.isAnyone()) {
        int operations = batch.operations().size();
        observers.batchRefused(new BatchRefused(Optional.of(e.reason()), operations));
      }
      throw e;
    }
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
        loop.log() == null ? null : Record.of(Record.GROW, out -> SchemaCodec.write(larger, out));
    return put(new Ticket(new Command.Grow(larger), 0, true, record));
  }

  /** Has the log keep {@code content}, in the order of the writes. The caller only waits. */
  public CompletableFuture<Receipt> note(byte[] content) throws InterruptedException {
    ByteBuffer record =
        loop.log() == null ? null : Record.of(Record.NOTE, out -> out.writeRaw(content));
    return put(new Ticket(new Command.Note(), 0, true, record));
  }

  private CompletableFuture<Receipt> put(Ticket ticket) throws InterruptedException {
    queue.put(ticket);
    return ticket.future;
  }

  /**
   * Has {@code action} done on the sequencer's thread, after all that was submitted before is
   * published and before anything else is.
   *
   * @return completed with what it returned or threw
   */
  private <T> CompletableFuture<T> call(Callable<T> action) throws InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable completing =
        () -> {
          try {
            result.complete(action.call());
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        };
    put(new Ticket(new Command.Call(completing), 0, true))
        .whenComplete(
            (receipt, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              }
            });
    return result;
  }

  /**
   * The last batch taken of {@code producer}, or -1, after everything that was submitted before.
   */
  public CompletableFuture<Long> lastSequence(String producer) throws InterruptedException {
    return call(() -> loop.lastSequence(producer));
  }

  /**
   * A hold on all there is, after everything that was submitted before; what the log has of it is
   * forced. To be released.
   *
   * @param alone whether all before is to be forgotten once the capture is kept
   */
  public CompletableFuture<StateCapture> capture(boolean alone) throws InterruptedException {
    return call(() -> loop.capture(alone));
  }

  /** Lets the log forget what a snapshot of {@code throughEpoch} does without. */
  public CompletableFuture<Void> forget(long throughEpoch) throws InterruptedException {
    return call(
        () -> {
          CommandLog log = loop.log();
          if (log != null) {
            log.forget(throughEpoch);
          }
          return null;
        });
  }

  /** Ends the threads of a sequencer that will not be started. */
  public void abandon() throws InterruptedException {
    loop.abandon();
    acknowledger.close();
  }

  /** Takes nothing more, finishes everything queued, ends the threads. Idempotent. */
  public void close() throws InterruptedException {
    queue.close(new Ticket(new Command.Stop(), 0, true));
    thread.join();
    acknowledger.close();
  }
}
