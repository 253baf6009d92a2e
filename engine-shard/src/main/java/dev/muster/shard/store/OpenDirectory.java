// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.write.CommandLog;

/** A directory that has been read: where commands are kept and snapshots are taken from now on. */
public final class OpenDirectory {

  private final JournalLog log;
  private final Snapshots snapshots;

  OpenDirectory(
      FileStore store,
      EngineDirectory.Options options,
      EngineDirectory.Parts parts,
      JournalLog log,
      Manifest manifest,
      RunPlaces places) {
    this.log = log;
    this.snapshots =
        new Snapshots(
            new SnapshotStore(store, options, parts, manifest, places), log, options.snapshots());
  }

  /** Where commands are kept. */
  public CommandLog log() {
    return log;
  }

  /** What takes snapshots, once it is started. */
  public Snapshots snapshots() {
    return snapshots;
  }
}
