// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.query.execute.FanOut;
import dev.muster.query.execute.ResultCache;
import dev.muster.query.plan.PlanContext;
import dev.muster.query.plan.SegmentCatalog;
import dev.muster.schema.Schema;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.write.ExpiryOptions;
import dev.muster.shard.write.IngestStoppedException;
import dev.muster.shard.write.OperationEncoder;
import dev.muster.shard.write.Sequencer;
import dev.muster.value.ValueRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which profiles match this predicate, right now? An engine holds profiles and their events in
 * memory and answers exactly, with nothing precomputed.
 *
 * <p>Writes may come from any thread; they are checked at once, put in one order, and become
 * visible in epochs, all shards at the same moment. A write that has been acknowledged is seen by
 * every read that starts afterwards. Reads may come from any thread, take no lock and never wait
 * for writes.
 *
 * <p>Calls fail with {@link EngineClosedException} once the engine is closed, and with {@link
 * EngineFailedException} once one of its threads has failed. Bad arguments are refused with an
 * {@link IllegalArgumentException} that names the rule, before anything is changed.
 */
public final class SegmentationEngine implements Queries, AutoCloseable {

  private final Clock clock;

  /** Set by {@link #close}, looked at by every read. */
  private volatile boolean closed;

  private final @Nullable Duration retention;
  private final Epochs epochs = new Epochs();
  private final ProfileRows rows;
  private final Shard[] shards;
  private final OperationEncoder encoder;
  private final Sequencer sequencer;
  private final EngineDocuments documents;
  private final Observers observers;
  private final FanOut fanOut;
  private final ResultCache resultCache;
  private final Audience.Source audienceSource;

  /** Null if everything is in memory. */
  private final @Nullable EngineStorage storage;

  private final SegmentRegistry segments = new SegmentRegistry(this::definitionContext, this::note);

  SegmentationEngine(EngineBuilder options) {
    this.clock = options.clock;
    this.observers = options.observers();
    this.retention = options.retention;
    this.encoder = new OperationEncoder(options.futureSkew, options.retention);
    this.documents = new EngineDocuments(options, encoder);
    this.rows = new ProfileRows(options.shards, options.purgeRows);
    this.shards = new Shard[options.shards];
    Arrays.setAll(shards, i -> new Shard(options.sealEvents));
    this.fanOut = new FanOut(options.queryThreads - 1);
    this.resultCache = new ResultCache(options.resultCacheBytes);
    this.audienceSource = new Audience.Source(shards, rows.directory(), epochs);
    this.sequencer =
        new Sequencer(
            SchemaLayout.of(options.store == null ? options.schema : Schema.builder().build()),
            encoder,
            shards,
            rows,
            epochs,
            new Sequencer.Options(
                options.writerThreads,
                options.queueCapacity,
                options.dedupHorizon,
                options.readLimit,
                new ExpiryOptions(options.clock, options.retention, options.profileExpiry),
                observers,
                documents.kept()));
    if (options.store == null) {
      this.storage = null;
      EngineStorage.startWithout(options, sequencer, shards, rows, segments, documents.kept());
    } else {
      this.storage =
          EngineStorage.start(
              options.store,
              options,
              observers,
              sequencer,
              shards,
              rows,
              segments,
              documents.kept());
      grow(options.schema);
    }
  }

  /** What the directory does not know yet. */
  private void grow(Schema larger) {
    boolean grown = false;
    try {
      if (EngineStorage.hasMore(schema(), larger)) {
        extendSchema(larger);
      }
      grown = true;
    } finally {
      if (!grown) {
        close();
      }
    }
  }

  /** The options of an engine with this schema. */
  public static EngineBuilder builder(Schema schema) {
    return new EngineBuilder(schema);
  }

  /** The schema as it is now. */
  public Schema schema() {
    return layout().schema();
  }

  /**
   * Continues with a larger schema; returns when writes and predicates may use it.
   *
   * @throws dev.muster.schema.SchemaException if anything of the present schema is gone or differs
   */
  public void extendSchema(Schema larger) {
    schema().requireGrowsInto(larger);
    Submission.await(() -> sequencer.grow(larger));
  }

  /** The segments that predicates may refer to by name. */
  public SegmentRegistry segments() {
    return segments;
  }

  /** What definitions are checked against; no literal in them is looked up for good. */
  private PlanContext definitionContext(SegmentCatalog catalog) {
    requireRunning();
    // The epoch before the clock, so that what it has let go of is in the past.
    return planContext(catalog, epochs.published(), clock.instant());
  }

  PlanContext planContext(SegmentCatalog catalog, long epoch, Instant now) {
    long floor = sequencer.floor().at(epoch);
    return new PlanContext(
        layout(), rows.directory(), catalog, now.toEpochMilli(), retention, floor);
  }

  private void note(Supplier<byte[]> content) {
    if (storage != null) {
      byte[] note = content.get();
      // Whether it is kept or not, the registry must say the same.
      Submission.awaitUninterrupted(() -> sequencer.note(note));
    }
  }

  /** Writes attributes of one profile; returns when every later read sees them. */
  public Receipt update(ProfileUpdate update) {
    return ingest(Batch.of(update));
  }

  /** Writes one event; returns when every later read sees it. */
  public Receipt record(Event event) {
    return ingest(Batch.of(event));
  }

  /** Deletes one profile with all its events and documents; returns when no later read sees it. */
  public Receipt delete(ProfileId id) {
    return ingest(Batch.of(new ProfileDeletion(id)));
  }

  /**
   * Writes a batch, all of it at once; returns when every later read sees it.
   *
   * @throws dev.muster.profile.RejectedOperationException if an operation breaks a rule; nothing of
   *     the batch has been applied
   * @throws WriteInterruptedException if interrupted; tells whether the batch is under way
   */
  public Receipt ingest(Batch batch) {
    return Submission.await(() -> sequencer.submit(batch, clock.millis(), true));
  }

  /**
   * Hands a batch over and returns at once, unless the queue is full: then it waits for room.
   *
   * @return completed when every later read sees the batch; what is hung on it runs on a thread of
   *     the engine that only completes futures, one after another, so it should be short
   * @throws dev.muster.profile.RejectedOperationException if an operation breaks a rule; nothing of
   *     the batch has been applied
   * @throws WriteInterruptedException if interrupted while waiting for room
   */
  public CompletableFuture<Receipt> submit(Batch batch) {
    return Submission.<Receipt>queued(() -> sequencer.submit(batch, clock.millis(), false))
        .handle(
            (receipt, failure) -> {
              if (failure == null) {
                return receipt;
              }
              throw Submission.translate(failure);
            });
  }

  /**
   * The number of the last batch that was taken of {@code producer}, everything that was handed
   * over before the call included; empty if none was. With a directory, it is known again after
   * opening. Waits for what is under way.
   */
  public OptionalLong lastSequence(String producer) {
    Objects.requireNonNull(producer, "producer");
    long last = Submission.await(() -> sequencer.lastSequence(producer));
    return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
  }

  /** Whether profiles may have documents. */
  public boolean keepsDocuments() {
    return documents.kept() != null;
  }

  /**
   * The content of a document, as it is now, in an array of the caller's; empty if the profile has
   * none of that name. Documents have no positions: no {@link ReadView} holds on to one.
   */
  public Optional<byte[]> document(ProfileId id, String name) {
    requireRunning();
    return documents.content(id, name);
  }

  @Override
  public ReadView view() {
    return view(clock::instant, Cancellation.manual());
  }

  @Override
  public ReadView view(Instant now) {
    return view(now, Cancellation.manual());
  }

  /**
   * A position to ask several questions at, with this {@code now}, until {@code cancellation} stops
   * it.
   */
  public ReadView view(Instant now, Cancellation cancellation) {
    Instant canonical = ValueRules.instant(now);
    return view(() -> canonical, cancellation);
  }

  /**
   * Asks for the time when the epoch is pinned: so what it has let go of is never in the future.
   */
  private ReadView view(Supplier<Instant> now, Cancellation cancellation) {
    requireRunning();
    Pin pin = epochs.pinRead();
    try {
      return new ReadView(this, ValueRules.instant(now.get()), pin, cancellation);
    } catch (RuntimeException | Error e) {
      epochs.releaseRead(pin);
      throw e;
    }
  }

  /** What the engine holds. O(chunks x columns). */
  public EngineStatistics statistics() {
    requireRunning();
    return new EngineFigures(shards, rows, epochs, sequencer, encoder, resultCache, storage).read();
  }

  /**
   * Has all that was written before the call in a snapshot, which opening begins with; returns when
   * it is durable. Snapshots are taken without being asked for, too; this is for before a planned
   * stop, say. Reads and writes go on meanwhile. Does nothing if nothing was written since the
   * last.
   *
   * @return the epoch that the snapshot is of
   * @throws IllegalStateException if the engine has no directory
   * @throws StorageException if there is no space, which leaves everything as it was, or the
   *     directory failed
   */
  public long snapshot() {
    return requireStorage().snapshot(false);
  }

  /**
   * Makes {@code target}, which must be missing or empty, a directory that can be opened, with all
   * that was written before the call; returns when it is durable. Reads and writes go on meanwhile.
   *
   * @return the epoch that the copy is of
   * @throws IllegalArgumentException if there is anything in {@code target}
   * @throws IllegalStateException if the engine has no directory
   * @throws StorageException if this directory or that one failed
   */
  public long backup(Path target) {
    return requireStorage().backup(target);
  }

  /**
   * Writes everything in the directory anew and deletes what was written before; returns when that
   * is durable. Afterwards nothing in the directory is encrypted under an earlier key, or holds
   * anything of profiles that had been deleted and {@linkplain EngineBuilder#purgeRows purged}.
   * Reads and writes go on meanwhile. Takes as long as writing all there is.
   *
   * @return the epoch of the one snapshot that is left
   * @throws IllegalStateException if the engine has no directory
   * @throws StorageException if there is no space, which leaves everything as it was, or the
   *     directory failed
   */
  public long rewriteDirectory() {
    return requireStorage().snapshot(true);
  }

  /** A backup to a store that a test has made. */
  long backup(FileStore target) {
    return requireStorage().backup(target);
  }

  private EngineStorage requireStorage() {
    requireRunning();
    if (storage == null) {
      throw new IllegalStateException("the engine has no directory, see EngineBuilder.directory");
    }
    return storage;
  }

  /**
   * Takes no more writes, finishes those that were handed over, and ends the engine's threads.
   * Idempotent.
   *
   * @throws StorageException if the directory failed, now or before; the engine is closed
   */
  @Override
  public void close() {
    boolean interrupted = false;
    while (true) {
      try {
        if (storage != null) {
          storage.stopSnapshots();
        }
        sequencer.close();
        break;
      } catch (InterruptedException e) {
        // What was handed over is written all the same; the caller learns of it afterwards.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    boolean first = !closed;
    closed = true;
    fanOut.close();
    try {
      if (first && storage != null) {
        closeStorage(storage);
      } else if (first) {
        documents.close();
      }
    } finally {
      if (first) {
        observers.engineClosed();
      }
    }
  }

  private void closeStorage(EngineStorage open) {
    open.close();
    IngestStoppedException stopped = sequencer.stopped();
    if (stopped != null && stopped.getCause() instanceof IOException cause) {
      throw StorageException.of(cause);
    }
  }

  /** Whether reads are answered; they are when only the disk has failed. */
  void requireRunning() {
    IngestStoppedException stopped = sequencer.stopped();
    if (stopped != null && (closed || !(stopped.getCause() instanceof IOException))) {
      throw Submission.translate(stopped);
    }
  }

  private SchemaLayout layout() {
    return sequencer.layout();
  }

  EngineDocuments documents() {
    return documents;
  }

  Shard[] shards() {
    return shards;
  }

  ProfileRows rows() {
    return rows;
  }

  Epochs epochs() {
    return epochs;
  }

  Observers observers() {
    return observers;
  }

  ResultCache resultCache() {
    return resultCache;
  }

  FanOut fanOut() {
    return fanOut;
  }

  Audience.Source audienceSource() {
    return audienceSource;
  }
}
