// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.shard.epoch.VersionedCell;

/**
 * The instant before which no event is kept any more. It only rises, and each epoch has its own, so
 * that a reader goes by the one of the epoch that it has pinned.
 *
 * <p>What lies before it may still be in memory for a while. No answer shows it: whatever looks for
 * events begins at the floor.
 */
public final class EventFloor {

  /** Before any event: nothing has been dropped yet. */
  public static final long NONE = Long.MIN_VALUE;

  private final VersionedCell<Long> floor = new VersionedCell<>(NONE);

  /** The floor at {@code epoch}, in epoch milliseconds. Any thread that has pinned it. */
  public long at(long epoch) {
    return floor.read(epoch);
  }

  /** The newest floor, of the open epoch perhaps. Any thread. */
  public long newest() {
    return floor.newest();
  }

  /**
   * Raises the floor as of the open epoch. Sequencer only.
   *
   * @param minEpoch the oldest epoch that a reader may still read
   * @throws IllegalArgumentException if it would not rise
   */
  void raise(long openEpoch, long floorMillis, long minEpoch) {
    if (floorMillis <= floor.newest()) {
      throw new IllegalArgumentException(
          "the floor of events only rises, from=" + floor.newest() + " to=" + floorMillis);
    }
    floor.write(openEpoch, floorMillis, minEpoch);
  }
}
