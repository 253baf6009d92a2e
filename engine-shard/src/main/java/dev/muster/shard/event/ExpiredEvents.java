// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a view whose events before an instant may go.
 *
 * <p>A run that lies wholly before it goes, which costs nothing. Of a run that straddles it, and of
 * the tail, the rest is written anew if at least half of the events are before it; otherwise they
 * stay, and are left to whoever reads to leave out. So no event is rewritten for less than one that
 * goes, and at most every other event that is held should be gone.
 *
 * @param rest the view itself, if nothing of it goes
 * @param cost about how many events were looked at, those rewritten ten times over
 */
record ExpiredEvents(EventView rest, long cost) {

  /** Of a series and of a block, in events that are looked at. */
  private static final int FIXED_COST = 32;

  /** What rewriting an event costs, in events that are looked at. */
  private static final int REWRITE_COST = 10;

  /**
   * What becomes of {@code view}. Changes nothing; O(runs), and the events of those that straddle.
   */
  static ExpiredEvents of(EventView view, long fromMillis, RunSealer sealer) {
    List<EventRun> runs = new ArrayList<>(view.runs().size());
    long cost = FIXED_COST;
    boolean changed = false;
    for (EventRun run : view.runs()) {
      cost += FIXED_COST;
      if (run.minTime() >= fromMillis) {
        runs.add(run);
      } else if (run.maxTime() < fromMillis) {
        changed = true;
      } else {
        cost += run.eventCount();
        @Nullable EventRun rest = run;
        if (isWorthIt(before(run, fromMillis), run.eventCount())) {
          cost += (long) REWRITE_COST * run.eventCount();
          rest = sealer.since(run, fromMillis);
          changed = true;
        }
        if (rest != null) {
          runs.add(rest);
        }
      }
    }
    EventTail tail = view.tail();
    int size = view.tailSize();
    if (view.tailMinTime() < fromMillis) {
      cost += size;
      int expired = before(tail, size, fromMillis);
      if (isWorthIt(expired, size)) {
        cost += (long) REWRITE_COST * size;
        tail = tail.since(size, fromMillis, size - expired);
        size -= expired;
        changed = true;
      }
    }
    return new ExpiredEvents(changed ? view(view, runs, tail, size) : view, cost);
  }

  private static EventView view(EventView from, List<EventRun> runs, EventTail tail, int size) {
    return new EventView(from.sealed().replacedBy(runs), tail, size);
  }

  private static boolean isWorthIt(int expired, int count) {
    return expired >= count - expired;
  }

  private static int before(EventRun run, long fromMillis) {
    int before = 0;
    long[] times = new long[EventBlock.BATCH_EVENTS];
    for (int from = 0; from < run.eventCount(); from += times.length) {
      int count = Math.min(times.length, run.eventCount() - from);
      run.loadTimes(from, count, times);
      for (int i = 0; i < count; i++) {
        before += times[i] < fromMillis ? 1 : 0;
      }
    }
    return before;
  }

  private static int before(EventTail tail, int size, long fromMillis) {
    int before = 0;
    for (int i = 0; i < size; i++) {
      before += tail.times[i] < fromMillis ? 1 : 0;
    }
    return before;
  }
}
