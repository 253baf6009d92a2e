// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import org.jspecify.annotations.Nullable;

/** A state that a directory holds as a whole, and from which the journal may lead on. */
public final class StartingPoint {

  private final Manifest.@Nullable SnapshotFile snapshot;
  private final int shards;

  private StartingPoint(Manifest.@Nullable SnapshotFile snapshot, int shards) {
    this.snapshot = snapshot;
    this.shards = shards;
  }

  /** Nothing has been written. */
  static StartingPoint beginning() {
    return new StartingPoint(null, 1);
  }

  /** The state that {@code snapshot} holds, which is whole and was written of so many shards. */
  static StartingPoint of(Manifest.SnapshotFile snapshot, int shards) {
    return new StartingPoint(snapshot, shards);
  }

  /** The epoch of the state; 0 if nothing has been written. */
  public long epoch() {
    return snapshot == null ? 0 : snapshot.epoch();
  }

  /** How many shards take it up as it is; any other number takes longer. */
  public int shards() {
    return shards;
  }

  /** The snapshot, or null for the beginning. */
  Manifest.@Nullable SnapshotFile snapshot() {
    return snapshot;
  }
}
