// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.ArrayDeque;

/**
 * Which events with an id have been taken within the dedup horizon.
 *
 * <p>Keyed by the row that holds the profile, so that a profile that was deleted and begins anew
 * begins without a past. About 150 bytes an event with an id, for the length of the horizon; events
 * without one cost nothing. Sequencer only.
 */
final class EventDedup {

  private record Key(long locator, int generation, String eventId) {}

  private final long horizonMillis;
  private final Object2LongOpenHashMap<Key> taken = new Object2LongOpenHashMap<>();
  private final ArrayDeque<Key> inOrder = new ArrayDeque<>();

  /** How often a row has been given to another profile. */
  private final Long2IntOpenHashMap generations = new Long2IntOpenHashMap();

  EventDedup(long horizonMillis) {
    this.horizonMillis = horizonMillis;
  }

  /**
   * Takes an event, unless one with its id was taken less than the horizon before.
   *
   * @param ingestMillis never less than in an earlier call
   * @return whether it was taken now
   */
  boolean take(long locator, String eventId, long ingestMillis) {
    forgetBefore(ingestMillis);
    Key key = new Key(locator, generations.get(locator), eventId);
    if (taken.containsKey(key)) {
      return false;
    }
    taken.put(key, ingestMillis);
    inOrder.add(key);
    return true;
  }

  private void forgetBefore(long ingestMillis) {
    for (Key oldest = inOrder.peek(); oldest != null; oldest = inOrder.peek()) {
      if (ingestMillis - taken.getLong(oldest) < horizonMillis) {
        return;
      }
      inOrder.remove();
      taken.removeLong(oldest);
    }
  }

  /** Forgets everything about a row that is about to be given to another profile. O(1). */
  void forget(long locator) {
    generations.addTo(locator, 1);
  }
}
