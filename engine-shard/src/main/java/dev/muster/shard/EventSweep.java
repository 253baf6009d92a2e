// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import dev.muster.shard.event.EventSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The way through all event series of a shard, dropping events before an instant, a bounded piece
 * at a time. If the instant rises on the way, the way goes on and round again, so that no series
 * waits for ever. Shard writer only.
 *
 * <p>Which events are still there does not matter to any answer, so neither does how far this is.
 */
final class EventSweep {

  /**
   * Events looked at in one epoch, one rewritten counting as ten; a few milliseconds. A single run
   * may be larger: it is dealt with as a whole.
   */
  private static final long COST_MAX = 1 << 18;

  /** What has been swept, or is being swept. */
  private long fromMillis = Long.MIN_VALUE;

  private int chunk;
  private int eventType;

  /** Chunks to look at until the way is done, of so many that there were. */
  private int left;

  private int known;

  /** Whether {@link #goOn} has anything to do for {@code epochMillis}. */
  boolean isUnfinished(Chunk[] chunks, long epochMillis) {
    return left > 0 || epochMillis > fromMillis && chunks.length > 0;
  }

  /**
   * Goes on dropping events before {@code epochMillis}, in the open epoch.
   *
   * @return the series that have changed
   */
  List<EventSeries> goOn(Chunk[] chunks, long openEpoch, long minEpoch, long epochMillis) {
    if (epochMillis > fromMillis) {
      fromMillis = epochMillis;
      known = chunks.length;
      // The one that the way is in the middle of comes twice.
      left = chunks.length + (eventType > 0 ? 1 : 0);
    }
    if (left > 0) {
      // New ones lie on the way, too, though there is nothing in them to drop.
      left += chunks.length - known;
    }
    known = chunks.length;
    List<EventSeries> changed = new ArrayList<>();
    long cost = 0;
    while (left > 0 && cost < COST_MAX) {
      Chunk current = chunks[chunk];
      while (eventType < current.seriesSlots() && cost < COST_MAX) {
        EventSeries series = current.series(eventType);
        cost++;
        if (series != null) {
          cost += series.expire(openEpoch, minEpoch, fromMillis);
          if (series.isWrittenIn(openEpoch) && current.touchSeries(openEpoch, eventType)) {
            changed.add(series);
          }
        }
        eventType++;
      }
      if (eventType >= current.seriesSlots()) {
        cost++;
        eventType = 0;
        chunk = (chunk + 1) % chunks.length;
        left--;
      }
    }
    return changed;
  }
}
