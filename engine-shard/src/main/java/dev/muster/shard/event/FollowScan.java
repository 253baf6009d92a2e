// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.SequenceStep.Order;
import dev.muster.shard.scan.RowMask;
import java.util.function.IntFunction;

/**
 * Finds the rows of a chunk in which an event of one step of a sequence comes after one of the step
 * before, within the time allowed. Whether the two are different events, what lies between them,
 * and what other steps ask for is not looked at.
 *
 * <p>The events of both steps are gone through in slices of time. First it is marked which rows
 * have any there ({@link RowSlices}): only events whose row has one of the other step near enough
 * are looked at, and of no row that is found already. Of what lies behind, each row then keeps only
 * what can still matter ({@link RowInstants}). Some 3 ns an event, sorted or not; 6 if all are near
 * others.
 */
final class FollowScan {

  /** Slices grow until at most this part of the sealed events has to be copied out of runs. */
  private static final int CUT_PART = 4;

  /** What one thread needs, kept from query to query: 2 MiB, and 20 bytes an event of a tail. */
  static final class Memory {
    private final RowInstants instants = new RowInstants();
    private final LooseEvents looseBefore = new LooseEvents();
    private final LooseEvents looseAfter = new LooseEvents();
    private final long[] found = RowMask.create();
    private final RowSlices slicesBefore = new RowSlices();
    private final RowSlices slicesAfter = new RowSlices();
    private final DoubtfulEvents doubtful = new DoubtfulEvents();
  }

  private final long withinMillis;
  private final long apartMillis;
  private final Memory memory;
  private final SlicedEvents before;
  private final SlicedEvents after;
  private final long[] doubtful;

  private FollowScan(
      SequenceQuery query,
      int step,
      IntFunction<EventView> views,
      long[] doubtful,
      EventScratch scratch) {
    SequenceQuery.Step asked = query.steps().get(step);
    SequencePattern earlier = query.steps().get(step - 1).event();
    SequencePattern later = asked.event();
    this.withinMillis = Math.min(asked.withinMillis(), query.withinMillis());
    this.apartMillis = asked.order() == Order.AFTER ? 1 : 0;
    this.memory = scratch.follow();
    this.doubtful = doubtful;
    this.before =
        new SlicedEvents(views.apply(earlier.eventType()), earlier, memory.looseBefore, scratch);
    this.after =
        new SlicedEvents(views.apply(later.eventType()), later, memory.looseAfter, scratch);
  }

  /**
   * Keeps the rows in which an event of {@code step} certainly follows one of the step before.
   *
   * @param step at least 1
   * @param rows a row mask
   * @param doubtful a row mask, overwritten completely: those of the rows of which it cannot be
   *     told, since events are thousands of years apart; of all the other ones removed it is
   *     certain that no event does
   */
  static void retain(
      SequenceQuery query,
      int step,
      IntFunction<EventView> views,
      long[] rows,
      long[] doubtful,
      EventScratch scratch) {
    RowMask.clear(doubtful);
    FollowScan scan = new FollowScan(query, step, views, doubtful, scratch);
    long[] found = scan.memory.found;
    RowMask.clear(found);
    scan.run(found);
    RowMask.andNot(doubtful, found);
    RowMask.and(doubtful, rows);
    RowMask.and(rows, found);
  }

  private void run(long[] found) {
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    long minTime = Math.min(before.minTime(), after.minTime());
    long maxTime = Math.max(before.maxTime(), after.maxTime());
    long range = maxTime - minTime;
    if (range < 0 || range > RowInstants.RANGE_MAX) {
      RowMask.fill(doubtful);
      return;
    }
    long within = Math.min(withinMillis, range);
    if (within < apartMillis) {
      return;
    }
    TimeSlices slices = slices(minTime, maxTime);
    before.divide(slices);
    after.divide(slices);
    memory.instants.begin(minTime, maxTime, within, apartMillis);
    memory.doubtful.clear();
    int reach = slices.reach(within);
    memory.slicesBefore.begin(slices.count());
    memory.slicesAfter.begin(slices.count());
    for (int slice = 0; slice < reach; slice++) {
      after.mark(slice, memory.slicesAfter);
    }
    for (int slice = 0; slice < slices.count(); slice++) {
      before.mark(slice, memory.slicesBefore);
      if (slice + reach < slices.count()) {
        after.mark(slice + reach, memory.slicesAfter);
      }
      // Not before all times: what the last chunk left behind counts as earlier than this.
      long start = Math.max(slices.start(slice), minTime);
      before.feed(
          slice,
          memory.slicesAfter,
          slice,
          found,
          (rows, from, count, values, times) ->
              memory.instants.take(start, rows, from, count, times));
      int present = slice;
      after.feed(
          slice,
          memory.slicesBefore,
          slice - reach,
          found,
          (rows, from, count, values, times) -> {
            memory.instants.find(rows, from, count, times, found);
            if (memory.instants.doubtfulCount() > 0) {
              lookUp(present, within, found);
            }
          });
      settle(slice, within, found);
    }
  }

  private TimeSlices slices(long minTime, long maxTime) {
    TimeSlices slices = TimeSlices.notLongerThan(withinMillis, minTime, maxTime);
    long most = (before.sealedEvents() + after.sealedEvents()) / CUT_PART;
    while (slices.count() > 1 && before.cutEvents(slices) + after.cutEvents(slices) > most) {
      slices = slices.coarser();
    }
    return slices;
  }

  /**
   * Looks up in runs what the events in doubt could follow, and gathers those left in doubt.
   *
   * @param within no more than all times are apart, so that nothing overflows
   */
  private void lookUp(int slice, long within, long[] found) {
    RowInstants instants = memory.instants;
    boolean complete = before.isSearchable() && !before.hasUnsealed(slice);
    for (int i = 0; i < instants.doubtfulCount(); i++) {
      char row = instants.doubtfulRow(i);
      if (RowMask.contains(found, row)) {
        continue;
      }
      long time = instants.doubtfulTime(i);
      if (before.isSearchable()
          && before.hasSealedEvent(slice, row, time - within, time - apartMillis)) {
        RowMask.add(found, row);
      } else if (!complete) {
        memory.doubtful.add(row, time);
      }
    }
  }

  /** Has those left in doubt look at the events of {@code slice} that were not looked up. */
  private void settle(int slice, long within, long[] found) {
    DoubtfulEvents left = memory.doubtful;
    if (!left.isEmpty()) {
      before.feedUnsearched(
          slice,
          left.rows(),
          (rows, from, count, values, times) ->
              left.settle(rows, from, count, times, within, apartMillis, found));
      left.clear();
    }
  }
}
