// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.metrics.EngineMetrics;
import dev.muster.metrics.EngineObserver;
import dev.muster.predicate.Window;
import dev.muster.schema.Schema;
import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.document.HeapDocuments;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.file.DirectoryFileStore;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.journal.JournalOptions;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.store.EngineDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options of an engine. Every option has a default that suits a service on one machine; a bad
 * value is refused at the call. Not thread-safe.
 */
public final class EngineBuilder {

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  final Schema schema;
  int shards = 8;
  int writerThreads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
  long resultCacheBytes;
  int queryThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
  int queueCapacity = 1 << 17;
  int sealEvents = EventSeries.SEAL_EVENTS;
  int purgeRows = 1_024;
  Duration futureSkew = Duration.ofHours(1);
  Duration dedupHorizon = Duration.ofHours(24);
  Duration readLimit = Duration.ofSeconds(30);
  @Nullable Duration retention;
  @Nullable Duration profileExpiry;
  Clock clock = Clock.systemUTC();
  private @Nullable Path directory;
  @Nullable FileStore store;
  @Nullable DocumentStorage documents;
  Durability durability = Durability.SYNC;
  SnapshotPolicy snapshots = SnapshotPolicy.DEFAULT;
  @Nullable EncryptionKeys encryption;
  private final List<EngineObserver> observers = new ArrayList<>();
  long journalSegmentBytes = JournalOptions.SEGMENT_BYTES_DEFAULT;

  /** Fills an engine without a directory before it starts. */
  @Nullable Filling filling;

  /** Brings the parts of an engine to some state. */
  @FunctionalInterface
  interface Filling {
    void fill(EngineDirectory.Parts parts) throws IOException;
  }

  EngineBuilder(Schema schema) {
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  /**
   * Parts into which profiles are hashed, in [1, 1024]; default 8. Answers do not depend on it.
   * More shards can be written by more threads; fewer make for fuller chunks, which queries like.
   */
  public EngineBuilder shards(int count) {
    this.shards = requireRange("shards", count, 1, 1_024);
    return this;
  }

  /**
   * Threads that apply writes to shards, in [0, 64]; default half the processors, at most 4. With 0
   * the sequencer thread applies them itself.
   */
  public EngineBuilder writerThreads(int count) {
    this.writerThreads = requireRange("writerThreads", count, 0, 64);
    return this;
  }

  /**
   * Threads that may work on one query, the caller's included, in [1, 256]; default the processors.
   *
   * <p>However many callers there are, as many queries work at once as there are processors, or as
   * many as this if it is more; the others take turns with them, some 10 ms each. Counts and
   * audiences that take less than about 0.2 ms have no need to; analyses, and counts of several
   * predicates, always do.
   */
  public EngineBuilder queryThreads(int count) {
    this.queryThreads = requireRange("queryThreads", count, 1, 256);
    return this;
  }

  /**
   * About how many bytes of the heap may be spent on remembering which profiles the event parts of
   * predicates found, in [0, 2^40]; default 0, nothing is remembered.
   *
   * <p>What is remembered is used as long as the events of its type in its 65,536 profiles have not
   * changed at all, and for the same {@code now} only: answers are the same with and without. It
   * pays where the same behaviour is asked for again and again, alone or in different segments, at
   * an instant that does not move with every question ({@link SegmentationEngine#view(Instant)}).
   */
  public EngineBuilder resultCache(long bytes) {
    if (bytes < 0 || bytes > 1L << 40) {
      throw new IllegalArgumentException("resultCache must be in [0, 2^40], resultCache=" + bytes);
    }
    this.resultCacheBytes = bytes;
    return this;
  }

  /**
   * Operations that may wait in the queue before writers are made to wait, in [1, 2^24]; default
   * 131,072, about 20 MB. A write of long new texts counts for more.
   */
  public EngineBuilder queueCapacity(int operations) {
    this.queueCapacity = requireRange("queueCapacity", operations, 1, 1 << 24);
    return this;
  }

  /** How far ahead of its ingest time an event may lie; default one hour. */
  public EngineBuilder futureSkew(Duration skew) {
    this.futureSkew = requireDuration("futureSkew", skew, 0);
    return this;
  }

  /**
   * How old events may be; default any age. Older ones are rejected, ones that grow older count no
   * more, and windows that reach further are refused.
   *
   * <p>What has grown older is let go for good by the hour, or by a 64th of a retention below two
   * days, but for what shares its place with many younger ones. So a question with a {@code now}
   * that lies further back is refused if its window would reach there, and a longer retention later
   * on brings nothing back.
   */
  public EngineBuilder retention(Duration age) {
    this.retention = requireDuration("retention", age, 1);
    return this;
  }

  /**
   * How long a profile may be without an update or an event, by ingest time and in whole days,
   * before it is deleted; default for ever. A part of a day counts as a whole one. It costs 2 bytes
   * a profile.
   */
  public EngineBuilder profileExpiry(Duration inactivity) {
    this.profileExpiry = requireDuration("profileExpiry", inactivity, DAY_MILLIS);
    return this;
  }

  /**
   * For how long, in ingest time, an event id is remembered; default 24 hours. Each costs about 150
   * bytes meanwhile; events without an id cost nothing.
   */
  public EngineBuilder dedupHorizon(Duration horizon) {
    this.dedupHorizon = requireDuration("dedupHorizon", horizon, 0);
    return this;
  }

  /**
   * How long a read may hold its position before it is revoked; default 30 seconds. It bounds the
   * memory that old positions cost.
   */
  public EngineBuilder readLimit(Duration limit) {
    this.readLimit = requireDuration("readLimit", limit, 1);
    return this;
  }

  /** The clock of ingest times and of the default {@code now}; default the system's. */
  public EngineBuilder clock(Clock source) {
    this.clock = Objects.requireNonNull(source, "clock");
    return this;
  }

  /**
   * Events of one type, in 65,536 rows, that are gathered before they are sealed into compressed
   * runs, in [1, 2^20]; default 16,384. Unsealed events are cheap to write and dearer to hold and
   * to query.
   */
  public EngineBuilder sealEvents(int count) {
    this.sealEvents = requireRange("sealEvents", count, 1, 1 << 20);
    return this;
  }

  /**
   * Deleted profiles of one chunk of 65,536 rows that are gathered before their data is removed and
   * their rows are used again, in [1, 65536]; default 1,024. Fewer are removed after a minute. They
   * are invisible from the moment of deletion; removing them rewrites the events of the chunk.
   */
  public EngineBuilder purgeRows(int count) {
    this.purgeRows = requireRange("purgeRows", count, 1, 1 << 16);
    return this;
  }

  /**
   * Where the engine keeps what is written, so that it is there again when it is opened anew; made
   * if it is missing. One engine at a time may have it open. Without a directory everything is in
   * memory only.
   *
   * <p>What is kept there goes by the schema, which may have grown since, and by the dedup horizon,
   * which must stay the same. All else may change from one opening to the next. With an empty
   * schema, the engine has that of the directory, as it is: for tools, which know no other.
   */
  public EngineBuilder directory(Path path) {
    this.directory = Objects.requireNonNull(path, "directory");
    return this;
  }

  /** What an acknowledged write survives, with a directory; default {@link Durability#SYNC}. */
  public EngineBuilder durability(Durability mode) {
    this.durability = Objects.requireNonNull(mode, "durability");
    return this;
  }

  /**
   * Has everything written to the directory encrypted; default not. A directory that has been
   * written without can be opened with keys: what is there stays as it is until {@link
   * SegmentationEngine#rewriteDirectory}, or until snapshots have replaced it. One that has been
   * written with keys cannot be opened without.
   */
  public EngineBuilder encryption(EncryptionKeys keys) {
    this.encryption = Objects.requireNonNull(keys, "keys");
    return this;
  }

  /**
   * Has {@code observer} told what the engine does, after those that were given before; default
   * nobody is. It costs nothing to have none.
   */
  public EngineBuilder observer(EngineObserver observer) {
    observers.add(Objects.requireNonNull(observer, "observer"));
    return this;
  }

  /** Has {@code sink} told how long things take and how much they are: an observer, too. */
  public EngineBuilder metrics(EngineMetrics sink) {
    return observer(Objects.requireNonNull(sink, "sink"));
  }

  /**
   * Keeps {@linkplain dev.muster.profile.ProfileDocument documents} of profiles, in {@code
   * storage}; without one, a write of a document is refused. A directory that has documents must be
   * opened with a storage again, the same or another.
   *
   * <p>{@code ChronicleDocuments} of the optional module engine-documents keeps them off the heap,
   * in a mapped file; {@link #documentsOnHeap} keeps few.
   */
  public EngineBuilder documents(DocumentStorage storage) {
    this.documents = Objects.requireNonNull(storage, "storage");
    return this;
  }

  /** Keeps documents on the heap: about 150 bytes each besides name and content. */
  public EngineBuilder documentsOnHeap() {
    return documents(HeapDocuments.storage());
  }

  /** When snapshots are taken, with a directory; default {@link SnapshotPolicy#DEFAULT}. */
  public EngineBuilder snapshots(SnapshotPolicy policy) {
    this.snapshots = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Opens the engine. With a directory, everything that was acknowledged there is there again when
   * this returns. It takes about a second for ten million events in a snapshot, and a second for
   * two or three million that were written after it.
   *
   * @throws StorageException if the directory is in use or damaged, or cannot be read or written
   * @throws dev.muster.schema.SchemaException if anything of the directory's schema is gone or
   *     differs
   */
  public SegmentationEngine open() {
    if (directory != null) {
      try {
        store = DirectoryFileStore.open(directory);
      } catch (IOException e) {
        throw StorageException.of(e);
      }
    }
    return new SegmentationEngine(this);
  }

  /** Opens the engine on a store that a test has made. */
  SegmentationEngine open(FileStore fileStore, long segmentBytes) {
    store = fileStore;
    journalSegmentBytes = segmentBytes;
    return new SegmentationEngine(this);
  }

  /** Opens an engine in memory that begins with what {@code start} brings it to. */
  SegmentationEngine openFilled(Filling start) {
    filling = start;
    return new SegmentationEngine(this);
  }

  /** Whoever is told what the engine does. */
  Observers observers() {
    return Observers.of(
        directory == null ? "engine in memory" : "engine in " + directory, observers);
  }

  private static int requireRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be in [" + min + ", " + max + "], " + name + "=" + value);
    }
    return value;
  }

  private static Duration requireDuration(String name, Duration value, long millisMin) {
    if (value.compareTo(Duration.ofMillis(millisMin)) < 0
        || value.compareTo(Window.DURATION_MAX) > 0) {
      throw new IllegalArgumentException(
          name + " must be in [" + millisMin + " ms, 365000 days], " + name + "=" + value);
    }
    return value;
  }
}
