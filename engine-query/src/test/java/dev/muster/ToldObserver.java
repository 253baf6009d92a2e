// SPDX-License-Identifier: Apache-2.0
package dev.muster;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps all that it is told, and lets a test wait for some of it. */
class ToldObserver implements EngineObserver {

  /** What {@link #engineClosed} is kept as. */
  static final String CLOSED = "closed";

  private final List<Object> told = new ArrayList<>();

  /** Takes what was told; to be overridden by observers that do more. */
  synchronized void take(Object what) {
    told.add(what);
    notifyAll();
  }

  synchronized List<Object> all() {
    return List.copyOf(told);
  }

  synchronized <T> List<T> all(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until something of {@code type} that {@code passes} has been told. */
  synchronized <T> T await(Class<T> type, Predicate<T> passes) throws InterruptedException {
    while (true) {
      for (T one : all(type)) {
        if (passes.test(one)) {
          return one;
        }
      }
      wait();
    }
  }

  @Override
  public void queryBegun(QueryKind kind) {
    take(kind);
  }

  @Override
  public void queryDone(QueryDone query) {
    take(query);
  }

  @Override
  public void epochPublished(EpochPublished epoch) {
    take(epoch);
  }

  @Override
  public void batchRefused(BatchRefused batch) {
    take(batch);
  }

  @Override
  public void writeWaited(WriteWaited write) {
    take(write);
  }

  @Override
  public void journalAppended(JournalAppended epoch) {
    take(epoch);
  }

  @Override
  public void journalForced(JournalForced force) {
    take(force);
  }

  @Override
  public void idleWorkDone(IdleWorkDone work) {
    take(work);
  }

  @Override
  public void snapshotDone(SnapshotDone snapshot) {
    take(snapshot);
  }

  @Override
  public void recoveryDone(RecoveryDone recovery) {
    take(recovery);
  }

  @Override
  public void engineFailed(EngineFailed failure) {
    take(failure);
  }

  @Override
  public void engineClosed() {
    take(CLOSED);
  }
}
