// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;

/**
 * The events of one type that match a pattern, slice of time by slice of time, in no order within
 * one. Blocks that lie in one slice are read where they are; those of others, tails above all, are
 * copied out and divided. Confined to one thread and one query.
 */
final class SlicedEvents {

  private static final ResultTest ANY = new ResultTest.Code(LongTest.Range.ALWAYS, false);

  private final EventView view;
  private final SequencePattern pattern;
  private final EventFeed feed;
  private final LooseEvents loose;
  private final EventScratch scratch;

  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;
  private long sealedEvents;

  /** By slice, one more than the first of the blocks that lie in it, and by block the next one. */
  private int[] firstBlock = {};

  private int[] nextBlock = {};

  SlicedEvents(EventView view, SequencePattern pattern, LooseEvents loose, EventScratch scratch) {
    this.view = view;
    this.pattern = pattern;
    this.loose = loose;
    this.scratch = scratch;
    EventQuery query = new EventQuery(pattern.range(), pattern.filter(), MeasureSpec.COUNT, ANY);
    this.feed = new EventFeed(query, true, null, scratch);
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      if (feed.concerns(block)) {
        minTime = Math.min(minTime, minTime(block));
        maxTime = Math.max(maxTime, maxTime(block));
        sealedEvents += block instanceof EventRun ? block.eventCount() : 0;
      }
    }
  }

  private long minTime(EventBlock block) {
    return Math.max(block.minTime(), pattern.range().fromMillis());
  }

  private long maxTime(EventBlock block) {
    return Math.min(block.maxTime(), pattern.range().toMillis() - 1);
  }

  /** Whether no event can match. */
  boolean isEmpty() {
    return minTime > maxTime;
  }

  /** No event is earlier; asks for some that can match. */
  long minTime() {
    return minTime;
  }

  /** No event is later; asks for some that can match. */
  long maxTime() {
    return maxTime;
  }

  /** How many sealed events are in runs where any can match. */
  long sealedEvents() {
    return sealedEvents;
  }

  /** How many of them are in runs that lie in more slices than one. O(blocks). */
  long cutEvents(TimeSlices slices) {
    long events = 0;
    for (EventRun run : view.runs()) {
      events += feed.concerns(run) && !isInOne(run, slices) ? run.eventCount() : 0;
    }
    return events;
  }

  private boolean isInOne(EventBlock block, TimeSlices slices) {
    return slices.indexOf(minTime(block)) == slices.indexOf(maxTime(block));
  }

  /** Divides the events into {@code slices}, which cover them all. */
  void divide(TimeSlices slices) {
    firstBlock = new int[slices.count()];
    nextBlock = new int[view.blockCount()];
    loose.clear();
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      if (!feed.concerns(block)) {
        continue;
      }
      if (isInOne(block, slices)) {
        int slice = slices.indexOf(minTime(block));
        nextBlock[i] = firstBlock[slice];
        firstBlock[slice] = i + 1;
      } else {
        feed.feed(
            block, null, (rows, from, count, values, times) -> loose.add(rows, from, count, times));
      }
    }
    loose.divide(slices);
  }

  /** Marks the rows of all events of {@code slice}, and of some that do not match. */
  void mark(int slice, RowSlices marks) {
    for (int i = firstBlock[slice]; i != 0; i = nextBlock[i - 1]) {
      EventBlock block = view.block(i - 1);
      marks.mark(slice, block.rows(), 0, block.eventCount());
    }
    loose.mark(slice, marks);
  }

  /**
   * Hands over the events of {@code slice}, at most {@link EventBlock#BATCH_EVENTS} at a time;
   * those that are plainly not wanted are passed over.
   *
   * @param others wanted are only events whose row is marked there in {@code since} or later
   * @param found rows of which no events are wanted
   */
  void feed(int slice, RowSlices others, int since, long[] found, EventSink sink) {
    for (int i = firstBlock[slice]; i != 0; i = nextBlock[i - 1]) {
      EventBlock block = view.block(i - 1);
      if (feed.takesWhole(block)) {
        feedWanted(block, others, since, found, sink);
      } else {
        feed.feed(block, null, sink);
      }
    }
    loose.feed(slice, sink);
  }

  private void feedWanted(
      EventBlock block, RowSlices others, int since, long[] found, EventSink sink) {
    char[] rows = block.rows();
    char[] events = scratch.events;
    int size = block.eventCount();
    for (int from = 0; from < size; from += events.length) {
      int batch = Math.min(events.length, size - from);
      int count = others.list(since, rows, from, batch, found, events);
      if (block instanceof EventRun run) {
        // Apart from tails, so that what a time is unpacked from is read once.
        for (int i = 0; i < count; i++) {
          scratch.rows[i] = rows[from + events[i]];
          scratch.times[i] = run.time(from + events[i]);
        }
      } else {
        for (int i = 0; i < count; i++) {
          scratch.rows[i] = rows[from + events[i]];
          scratch.times[i] = block.time(from + events[i]);
        }
      }
      if (count > 0) {
        sink.accept(scratch.rows, 0, count, scratch.values, scratch.times);
      }
    }
  }

  /** Whether single sealed events can be looked up: any matches. */
  boolean isSearchable() {
    return pattern.filter().equals(EventFilterNode.ALL);
  }

  /** Whether {@code slice} has events that cannot be looked up. */
  boolean hasUnsealed(int slice) {
    boolean unsealed = loose.count(slice) > 0;
    for (int i = firstBlock[slice]; !unsealed && i != 0; i = nextBlock[i - 1]) {
      unsealed = !(view.block(i - 1) instanceof EventRun);
    }
    return unsealed;
  }

  /**
   * Whether {@code row} has a sealed event at {@code fromMillis <= time <= toMillis} in {@code
   * slice}; asks for {@link #isSearchable}, and for instants between two matching events: so the
   * range of the pattern holds them, too. O(runs * (log(run) + events of the row)).
   */
  boolean hasSealedEvent(int slice, int row, long fromMillis, long toMillis) {
    for (int i = firstBlock[slice]; i != 0; i = nextBlock[i - 1]) {
      if (view.block(i - 1) instanceof EventRun run && hasEvent(run, row, fromMillis, toMillis)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEvent(EventRun run, int row, long fromMillis, long toMillis) {
    int event = run.lowerBound(row, 0);
    for (; event < run.eventCount() && run.row(event) == row; event++) {
      long time = run.time(event);
      if (time >= fromMillis && time <= toMillis) {
        return true;
      }
    }
    return false;
  }

  /**
   * Hands over the events of {@code slice} in {@code rows}, and perhaps some in others, that cannot
   * be looked up.
   */
  void feedUnsearched(int slice, RowSelection rows, EventSink sink) {
    for (int i = firstBlock[slice]; i != 0; i = nextBlock[i - 1]) {
      EventBlock block = view.block(i - 1);
      if (!(isSearchable() && block instanceof EventRun)) {
        feed.feed(block, rows, sink);
      }
    }
    loose.feed(slice, sink);
  }
}
