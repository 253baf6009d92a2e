// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.metrics.JournalAppended;
import dev.muster.metrics.JournalForced;
import dev.muster.shard.file.StorageFullException;
import dev.muster.shard.journal.Journal;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.write.CommandLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Keeps commands in a {@link Journal}: one frame an epoch, forced before it is acknowledged, or at
 * intervals.
 */
public final class JournalLog implements CommandLog {

  private final Journal journal;
  private final SealedFrames frames;
  private final Observers observers;

  /** Zero to force each epoch. */
  private final long forceIntervalNanos;

  private long lastForceNanos = System.nanoTime();

  // Written by the sequencer's thread, read by any.
  private volatile long keptBytes;
  private volatile int segments;

  /**
   * A log that takes {@code journal} over.
   *
   * @param frames how what is appended is encrypted, if it is
   * @param forceIntervalNanos how long what was appended may wait to be forced; 0 for not at all
   * @param keptBytes of records already there that no snapshot covers
   */
  JournalLog(
      Journal journal,
      SealedFrames frames,
      Observers observers,
      long forceIntervalNanos,
      long keptBytes) {
    this.observers = observers;
    this.segments = journal.segmentCount();
    this.journal = journal;
    this.frames = frames;
    this.forceIntervalNanos = forceIntervalNanos;
    this.keptBytes = keptBytes;
  }

  /** Bytes of records kept so far, since the snapshot that the engine was opened from. */
  long keptBytes() {
    return keptBytes;
  }

  /** How many segments the journal has. */
  int segments() {
    return segments;
  }

  @Override
  public void prepare(int bytes) throws IOException {
    journal.prepare(bytes + frames.overheadBytes());
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void append(long epoch, List<ByteBuffer> records) throws IOException {
    int bytes = 0;
    for (ByteBuffer record : records) {
      bytes += record.remaining();
    }
    journal.append(epoch, records.size(), frames.seal(epoch, records));
    keptBytes += bytes;
    segments = journal.segmentCount();
    if (observers.isAnyone()) {
      observers.journalAppended(new JournalAppended(epoch, bytes));
    }
    if (forceIntervalNanos == 0) {
      forceJournal();
    } else {
      forceIfDue();
    }
  }

  private void forceIfDue() throws IOException {
    long now = System.nanoTime();
    if (now - lastForceNanos >= forceIntervalNanos) {
      forceJournal();
      lastForceNanos = now;
    }
  }

  private void forceJournal() throws IOException {
    if (journal.forcedEpoch() < journal.lastEpoch()) {
      long begin = System.nanoTime();
      journal.force();
      long nanos = System.nanoTime() - begin;
      if (observers.isAnyone()) {
        observers.journalForced(new JournalForced(journal.lastEpoch(), nanos));
      }
    }
  }

  @Override
  public long force() throws IOException {
    forceJournal();
    return journal.lastEpoch();
  }

  @Override
  public void roll() throws IOException {
    journal.roll();
  }

  @Override
  public void forget(long throughEpoch) throws IOException {
    journal.dropThrough(throughEpoch);
    segments = journal.segmentCount();
  }

  @Override
  public void idle() throws IOException {
    if (forceIntervalNanos != 0) {
      forceIfDue();
    }
    journal.markForced();
    if (!journal.isNextPrepared()) {
      try {
        journal.prepareNext();
      } catch (StorageFullException full) {
        // It is tried again when room is really needed, and whoever needs it is told.
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
