// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.journal.Journal;
import dev.muster.shard.write.EngineDirectory;
import dev.muster.shard.write.JournalLog;
import dev.muster.shard.write.Sequencer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brings an engine to where its directory ends, and starts it. */
final class DurableStart {

  private DurableStart() {}

  /**
   * Starts {@code sequencer} on what {@code store} holds.
   *
   * @return the directory, to be closed after the sequencer
   * @throws StorageException if the directory cannot be used
   */
  static EngineDirectory start(
      FileStore store, EngineBuilder options, Sequencer sequencer, SegmentRegistry segments) {
    EngineDirectory directory = null;
    boolean started = false;
    try {
      directory = EngineDirectory.lock(store, options.journalSegmentBytes);
      Journal journal = directory.recover(sequencer, options.dedupHorizon, segments::replay);
      boolean kept = false;
      try {
        sequencer.layout().schema().requireGrowsInto(options.schema);
        kept = true;
      } finally {
        if (!kept) {
          journal.close();
        }
      }
      sequencer.start(new JournalLog(journal, options.durability.interval().toNanos()));
      started = true;
      return directory;
    } catch (IOException e) {
      throw StorageException.of(e);
    } finally {
      if (!started) {
        abandon(directory, sequencer);
      }
    }
  }

  private static void abandon(@Nullable EngineDirectory directory, Sequencer sequencer) {
    try {
      sequencer.abandon();
      if (directory != null) {
        directory.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /** Whether {@code larger}, which {@code schema} grows into, has anything more. */
  static boolean hasMore(Schema schema, Schema larger) {
    if (larger.attributes().size() > schema.attributes().size()
        || larger.eventTypes().size() > schema.eventTypes().size()) {
      return true;
    }
    for (EventType type : schema.eventTypes()) {
      if (larger.eventType(type.name()).properties().size() > type.properties().size()) {
        return true;
      }
    }
    return false;
  }
}
