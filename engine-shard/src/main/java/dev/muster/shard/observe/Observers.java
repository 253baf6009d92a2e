// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.observe;

import dev.muster.metrics.BatchRefused;
import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.EpochPublished;
import dev.muster.metrics.IdleWorkDone;
import dev.muster.metrics.JournalAppended;
import dev.muster.metrics.JournalForced;
import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import dev.muster.metrics.WriteWaited;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * All observers of an engine, and its log, as one. Whatever an observer throws, errors included,
 * stays here: the others are told all the same, and the engine goes on.
 *
 * <p>Whoever would read a clock or make an object only to tell what happens often asks {@link
 * #isAnyone} before. What is rare is told in any case, since the log wants to know. Any thread.
 */
public final class Observers implements EngineObserver {

  private static final EngineObserver NO_LOG = new EngineObserver() {};

  private final EngineObserver[] observers;
  private final EngineObserver log;
  private final AtomicBoolean threw = new AtomicBoolean();
  private final AtomicBoolean failed = new AtomicBoolean();

  private Observers(EngineObserver[] observers, EngineObserver log) {
    this.observers = observers;
    this.log = log;
  }

  /**
   * Tells {@code observers}, in their order.
   *
   * @param engine what the log is to call the engine
   */
  public static Observers of(String engine, List<EngineObserver> observers) {
    return new Observers(observers.toArray(new EngineObserver[0]), new EngineLog(engine));
  }

  /** Tells nobody, not even the log. */
  public static Observers nobody() {
    return new Observers(new EngineObserver[0], NO_LOG);
  }

  /** Whether anybody is told besides the log. */
  public boolean isAnyone() {
    return observers.length > 0;
  }

  @Override
  public void queryBegun(QueryKind kind) {
    tell(observer -> observer.queryBegun(kind));
  }

  @Override
  public void queryDone(QueryDone query) {
    tell(observer -> observer.queryDone(query));
  }

  @Override
  public void epochPublished(EpochPublished epoch) {
    tell(observer -> observer.epochPublished(epoch));
  }

  @Override
  public void batchRefused(BatchRefused batch) {
    tell(observer -> observer.batchRefused(batch));
  }

  @Override
  public void writeWaited(WriteWaited write) {
    tell(observer -> observer.writeWaited(write));
  }

  @Override
  public void journalAppended(JournalAppended epoch) {
    tell(observer -> observer.journalAppended(epoch));
  }

  @Override
  public void journalForced(JournalForced force) {
    tell(observer -> observer.journalForced(force));
  }

  @Override
  public void idleWorkDone(IdleWorkDone work) {
    tell(observer -> observer.idleWorkDone(work));
  }

  @Override
  public void snapshotDone(SnapshotDone snapshot) {
    log.snapshotDone(snapshot);
    tell(observer -> observer.snapshotDone(snapshot));
  }

  @Override
  public void recoveryDone(RecoveryDone recovery) {
    log.recoveryDone(recovery);
    tell(observer -> observer.recoveryDone(recovery));
  }

  /** Told of the first failure only. */
  @Override
  public void engineFailed(EngineFailed failure) {
    if (failed.compareAndSet(false, true)) {
      log.engineFailed(failure);
      tell(observer -> observer.engineFailed(failure));
    }
  }

  @Override
  public void engineClosed() {
    log.engineClosed();
    tell(EngineObserver::engineClosed);
  }

  private void tell(Consumer<EngineObserver> what) {
    for (EngineObserver observer : observers) {
      try {
        what.accept(observer);
      } catch (Throwable thrown) {
        // Nobody's figures are worth an epoch.
        if (threw.compareAndSet(false, true)) {
          EngineLog.observerThrew(observer, thrown);
        }
      }
    }
  }
}
