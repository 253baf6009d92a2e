// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.observe;

import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What an engine writes to the logger {@code dev.muster} of the platform: only what nobody else is
 * told of, and above {@code DEBUG} only what somebody has to look after.
 *
 * <p>What is thrown to a caller is the caller's to log. A logger that throws harms nothing.
 */
final class EngineLog implements EngineObserver {

  private static final String NAME = "dev.muster";

  /** What the engine is called. */
  private final String engine;

  /** A full disk fails one snapshot after the other, and one line is enough. */
  private final AtomicBoolean snapshotsFail = new AtomicBoolean();

  EngineLog(String engine) {
    this.engine = engine;
  }

  @Override
  public void snapshotDone(SnapshotDone snapshot) {
    if (snapshot.failure().isPresent()) {
      boolean first = snapshotsFail.compareAndSet(false, true);
      write(
          first ? Level.WARNING : Level.DEBUG,
          "a snapshot failed; the journal is kept and it is tried again",
          snapshot.failure().get());
    } else if (snapshotsFail.compareAndSet(true, false)) {
      write(Level.INFO, "a snapshot was taken again, epoch=" + snapshot.epoch());
    } else {
      write(
          Level.DEBUG,
          "a snapshot was taken, epoch="
              + snapshot.epoch()
              + " bytes="
              + snapshot.bytes()
              + " millis="
              + millis(snapshot.nanos()));
    }
  }

  @Override
  public void recoveryDone(RecoveryDone recovery) {
    write(
        Level.DEBUG,
        "the directory was read, epoch="
            + recovery.epoch()
            + " snapshotEpoch="
            + recovery.snapshotEpoch()
            + " journalBytes="
            + recovery.journalBytes()
            + " millis="
            + millis(recovery.nanos()));
  }

  @Override
  public void engineFailed(EngineFailed failure) {
    write(
        Level.ERROR,
        failure.isOfStorage()
            ? "the directory failed; nothing is written any more, and questions are still answered"
            : "the engine failed; it must be closed and opened again",
        failure.cause());
  }

  @Override
  public void engineClosed() {
    write(Level.DEBUG, "closed");
  }

  /** An observer threw for the first time. */
  static void observerThrew(EngineObserver observer, Throwable thrown) {
    log(
        Level.WARNING,
        "an observer threw, which is not logged again, observer=" + observer.getClass().getName(),
        thrown);
  }

  private void write(Level level, String message) {
    write(level, message, null);
  }

  private void write(Level level, String message, @Nullable Throwable cause) {
    log(level, engine + ": " + message, cause);
  }

  private static void log(Level level, String message, @Nullable Throwable cause) {
    try {
      // Asked for each time: it is rare, and loggers may be set up after the engine.
      Logger logger = System.getLogger(NAME);
      if (logger.isLoggable(level)) {
        logger.log(level, message, cause);
      }
    } catch (Throwable e) {
      // Of the application's logger, while something else is under way.
      return;
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
