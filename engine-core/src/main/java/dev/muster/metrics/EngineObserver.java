// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * Is told what an engine does: the door for metrics, traces, recordings and logs of an application.
 * Every method does nothing unless it is overridden. Who only wants figures implements {@link
 * EngineMetrics}.
 *
 * <p>Called by the thread on which a thing happens, often by several at once, in the midst of their
 * work: an implementation should add to a counter, write an event, and return. It must not call the
 * engine, which may be waiting for it, but for {@code statistics()}. What it throws is caught; the
 * first time is logged.
 *
 * <p>An engine that nobody observes looks once for each query whether it is, and no more: it reads
 * no clock for this and makes no object. There is nothing for each event or row, observed or not.
 */
public interface EngineObserver {

  /**
   * A question is about to be answered. {@link #queryDone} follows on the same thread, however it
   * ends, so whatever hangs on a thread, a span of a trace for instance, can be kept there.
   */
  default void queryBegun(QueryKind kind) {}

  /** A question was answered, or was not. */
  default void queryDone(QueryDone query) {}

  /** Writes became visible; told before they are acknowledged. */
  default void epochPublished(EpochPublished epoch) {}

  /** A batch was refused; whoever wrote it is told by an exception. */
  default void batchRefused(BatchRefused batch) {}

  /** A write had to wait, since the queue was full. */
  default void writeWaited(WriteWaited write) {}

  /** The journal has taken an epoch, but need not have it on disk yet. */
  default void journalAppended(JournalAppended epoch) {}

  /** The journal was got onto the disk. */
  default void journalForced(JournalForced force) {}

  /** The engine has put things in order while nothing was written. */
  default void idleWorkDone(IdleWorkDone work) {}

  /** A snapshot was taken, or failed. */
  default void snapshotDone(SnapshotDone snapshot) {}

  /** A directory was read; told before the engine is open. Not told of a new directory. */
  default void recoveryDone(RecoveryDone recovery) {}

  /** The engine has failed and takes no more writes. At most once. */
  default void engineFailed(EngineFailed failure) {}

  /** The engine is closed; nothing more is told. */
  default void engineClosed() {}
}
