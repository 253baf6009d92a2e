// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

import org.jspecify.annotations.Nullable;

/**
 * A reference with one version per epoch that wrote it.
 *
 * <p>One writer thread; any number of readers, each at an epoch that is published and pinned. A
 * reader takes the newest version not above its epoch. The writer changes only the version of the
 * open epoch, which no reader looks into, and otherwise puts a new version in front; what it wrote
 * becomes visible with the epoch, by the volatile store that publishes it.
 */
public final class VersionedCell<T> implements Trimmable {

  private static final class Version<T> {
    final long epoch;

    /** Replaced only while {@code epoch} is open; ordered before readers by the publication. */
    T value;

    /**
     * Cut to null by the writer when no pinned reader can need it; volatile, so that it is seen.
     */
    volatile @Nullable Version<T> older;

    Version(long epoch, T value, @Nullable Version<T> older) {
      this.epoch = epoch;
      this.value = value;
      this.older = older;
    }
  }

  /** Volatile: a reader on an older epoch may meet a version that is just being put in front. */
  private volatile Version<T> head;

  /** A cell that holds {@code initial} from the beginning of time. */
  public VersionedCell(T initial) {
    this.head = new Version<>(0, initial, null);
  }

  /** The value at {@code epoch}. Any thread that has pinned it. O(versions since). */
  public T read(long epoch) {
    Version<T> version = head;
    while (version.epoch > epoch) {
      Version<T> older = version.older;
      if (older == null) {
        // Only a revoked reader gets here; it will find that out before it uses the answer.
        return version.value;
      }
      version = older;
    }
    return version.value;
  }

  /**
   * The newest value, of the open epoch perhaps: for the writer, and for figures that may be off.
   */
  public T newest() {
    return head.value;
  }

  /** Epoch of the newest value. Writer only. */
  public long newestEpoch() {
    return head.epoch;
  }

  /**
   * Makes {@code value} the value from the open epoch on, and forgets versions that no reader at or
   * after {@code minEpoch} can see. Writer only.
   */
  public void write(long openEpoch, T value, long minEpoch) {
    Version<T> version = head;
    if (version.epoch == openEpoch) {
      version.value = value;
    } else {
      assert version.epoch < openEpoch : "epochs ascend: " + version.epoch + " " + openEpoch;
      head = new Version<>(openEpoch, value, version);
    }
    trim(minEpoch);
  }

  /**
   * Puts {@code same}, which says what the newest value says, in its place: a reader of the newest
   * epoch finds one or the other. Writer only, while the newest version is of a published epoch.
   */
  public void replaceNewest(T same) {
    Version<T> version = head;
    // Another version, not another value in this one: only the store to head orders what the value
    // is made of before a reader that is already under way.
    head = new Version<>(version.epoch, same, version.older);
  }

  /**
   * Forgets the versions that lie before what {@code horizon} reaches back to, and those between
   * its newest reader and the newest version: one long reader must not keep every version since.
   * Writer only, while the newest version is of a published epoch.
   */
  @Override
  public void trim(Horizon horizon) {
    Version<T> newest = head;
    Version<T> below = newest.older;
    while (below != null && below.epoch > horizon.newest()) {
      below = below.older;
    }
    if (below != newest.older) {
      newest.older = below;
    }
    trim(horizon.oldest());
  }

  private void trim(long minEpoch) {
    Version<T> version = head;
    while (version != null) {
      if (version.epoch <= minEpoch) {
        version.older = null;
        return;
      }
      version = version.older;
    }
  }
}
