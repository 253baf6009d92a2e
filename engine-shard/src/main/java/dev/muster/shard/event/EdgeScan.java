// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Occurrence;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.RowMask;

/**
 * Answers what is asked of the first or last events of each row.
 *
 * <p>Those of a row are in question only if it has an event in the window and none before it, or
 * none after it, that could be the first or last one instead. Who that is takes two unions, mostly
 * of masks; only of those rows, and only in the window, are instants compared, and not even that if
 * who is all that matters.
 */
final class EdgeScan {

  private EdgeScan() {}

  /** As {@link EventScan#evaluate}, for an occurrence other than any. */
  static void evaluate(
      EventView view, EventQuery query, long[] candidates, long[] result, EventScratch scratch) {
    boolean absent = query.result().passesWithoutValue();
    long[] concerned = scratch.present;
    retain(view, query, candidates, scratch);
    if (query.isUnfiltered() && query.asksOnlyWho()) {
      EventScan.keep(candidates, concerned, absent, result);
      return;
    }
    RowMask.and(concerned, candidates);
    long[] others = absent ? candidates.clone() : RowMask.create();
    RowMask.andNot(others, concerned);
    EventQuery narrower = query.within(query.range().intersect(query.among()));
    EventScan.measure(view, narrower, concerned, result, scratch);
    if (absent) {
      RowMask.or(result, others);
    }
  }

  /** Fills the rows whose first or last instant is in the window. */
  private static void retain(
      EventView view, EventQuery query, long[] candidates, EventScratch scratch) {
    TimeRange among = query.among();
    TimeRange window = query.range().intersect(among);
    RowMask.clear(scratch.present);
    if (window.isEmpty()) {
      return;
    }
    TimeRange beyond =
        query.occurrence() == Occurrence.FIRST
            ? new TimeRange(among.fromMillis(), window.fromMillis())
            : new TimeRange(window.toMillis(), among.toMillis());
    EventUnion.add(view, window, candidates, scratch, scratch.present);
    RowMask.clear(scratch.presentBefore);
    EventUnion.add(view, beyond, candidates, scratch, scratch.presentBefore);
    RowMask.andNot(scratch.present, scratch.presentBefore);
  }
}
