// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.EpochPublished;
import dev.muster.metrics.IdleWorkDone;
import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import jdk.jfr.EventType;

/**
 * Writes what an engine does as events of the JDK Flight Recorder, to be given to {@code
 * EngineBuilder.observer}: slow queries, slow epochs, idle work, snapshots, recovery.
 *
 * <p>An event is made only if a recording wants it; then it is found under "Muster". Which are
 * wanted and how slow a query has to be, 20 ms if nothing is said, is a setting of the recording as
 * of any event, {@code dev.muster.SlowQuery#threshold=1ms}. A predicate is written as text only in
 * an event that is committed, with its literals, which may be personal data.
 *
 * <p>Immutable and thread-safe. One may serve several engines of one name.
 */
public final class EngineRecorder implements EngineObserver {

  /** Characters of a predicate that an event shows. */
  static final int TEXT_MAX = 1_000;

  private static final Duration SLOW_EPOCH = Duration.ofMillis(10);

  private static final EventType SLOW_QUERY = EventType.getEventType(SlowQueryEvent.class);

  private final String engine;
  private final long slowQueryNanos;
  private final long slowEpochNanos;

  /** The question under way on a thread; there is one at most. */
  private final ThreadLocal<SlowQueryEvent> begun = new ThreadLocal<>();

  private EngineRecorder(String engine, long slowQueryNanos, long slowEpochNanos) {
    this.engine = engine;
    this.slowQueryNanos = slowQueryNanos;
    this.slowEpochNanos = slowEpochNanos;
  }

  /** A recorder of an engine that events call {@code engine}. */
  public static EngineRecorder named(String engine) {
    return new EngineRecorder(Objects.requireNonNull(engine, "engine"), 0, SLOW_EPOCH.toNanos());
  }

  /**
   * The same that writes no query that took less than {@code atLeast}, whatever the recording says;
   * default zero, which leaves it to the recording.
   */
  public EngineRecorder slowQueries(Duration atLeast) {
    return new EngineRecorder(engine, nanos("slowQueries", atLeast), slowEpochNanos);
  }

  /**
   * The same that writes no epoch that took less than {@code atLeast} from its closing until it was
   * seen; default 10 ms. With zero, each single write may be an event.
   */
  public EngineRecorder slowEpochs(Duration atLeast) {
    return new EngineRecorder(engine, slowQueryNanos, nanos("slowEpochs", atLeast));
  }

  private static long nanos(String option, Duration atLeast) {
    if (atLeast.isNegative() || atLeast.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException(
          option + " must be in [0, 365 days], " + option + "=" + atLeast);
    }
    return atLeast.toNanos();
  }

  @Override
  public void queryBegun(QueryKind kind) {
    if (SLOW_QUERY.isEnabled()) {
      SlowQueryEvent event = new SlowQueryEvent();
      begun.set(event);
      event.begin();
    }
  }

  @Override
  public void queryDone(QueryDone query) {
    // Whether or not it is still wanted: nothing may be left for the next one.
    SlowQueryEvent event = begun.get();
    if (event == null) {
      return;
    }
    event.end();
    begun.remove();
    if (query.nanos() >= slowQueryNanos && event.shouldCommit()) {
      event.engine = engine;
      event.kind = lowerCase(query.kind());
      event.outcome = lowerCase(query.outcome());
      event.predicate = shortened(query.text());
      event.result = query.result();
      event.epoch = query.epoch();
      event.commit();
    }
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String shortened(String text) {
    if (text.length() <= TEXT_MAX) {
      return text;
    }
    int end = TEXT_MAX - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  @Override
  public void epochPublished(EpochPublished epoch) {
    if (epoch.nanos() < slowEpochNanos) {
      return;
    }
    EpochEvent event = new EpochEvent();
    if (event.shouldCommit()) {
      event.engine = engine;
      event.epoch = epoch.epoch();
      event.writes = epoch.writes();
      event.applied = epoch.applied();
      event.duplicates = epoch.duplicates();
      event.purged = epoch.purged();
      event.took = epoch.nanos();
      event.commit();
    }
  }

  @Override
  public void idleWorkDone(IdleWorkDone work) {
    IdleWorkEvent event = new IdleWorkEvent();
    if (event.shouldCommit()) {
      event.engine = engine;
      event.columnsSettled = work.columnsSettled();
      event.tailsSealed = work.tailsSealed();
      event.took = work.nanos();
      event.commit();
    }
  }

  @Override
  public void snapshotDone(SnapshotDone snapshot) {
    SnapshotEvent event = new SnapshotEvent();
    if (event.shouldCommit()) {
      event.engine = engine;
      event.epoch = snapshot.epoch();
      event.written = snapshot.bytes();
      event.pinned = snapshot.pinNanos();
      event.took = snapshot.nanos();
      event.failure = snapshot.failure().map(cause -> shortened(cause.toString())).orElse("");
      event.commit();
    }
  }

  @Override
  public void recoveryDone(RecoveryDone recovery) {
    RecoveryEvent event = new RecoveryEvent();
    if (event.shouldCommit()) {
      event.engine = engine;
      event.epoch = recovery.epoch();
      event.snapshotEpoch = recovery.snapshotEpoch();
      event.journal = recovery.journalBytes();
      event.readingSnapshot = recovery.snapshotNanos();
      event.took = recovery.nanos();
      event.commit();
    }
  }
}
