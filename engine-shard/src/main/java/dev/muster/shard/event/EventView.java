// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import java.util.List;

/**
 * The events of one type and chunk at one epoch: sealed runs, then the visible part of the tail.
 *
 * <p>Blocks stand in order of arrival wherever their times overlap. Any thread that has pinned the
 * epoch. The writer lengthens only the view of the open epoch, which no reader looks into.
 */
public final class EventView {

  /** No events. */
  public static final EventView EMPTY = new EventView(List.of(), EventTail.EMPTY, 0);

  private final List<EventRun> runs;
  private final long runEvents;
  private final EventTail tail;

  /** These three move only while the epoch of the view is open; its publication orders them. */
  private int tailSize;

  private long tailMinTime = Long.MAX_VALUE;
  private long tailMaxTime = Long.MIN_VALUE;

  /** A view with the first {@code tailSize} events of {@code tail}. O(runs + tailSize). */
  EventView(List<EventRun> runs, EventTail tail, int tailSize) {
    this.runs = runs;
    this.tail = tail;
    this.tailSize = tailSize;
    long events = 0;
    for (EventRun run : runs) {
      events += run.eventCount();
    }
    this.runEvents = events;
    for (int i = 0; i < tailSize; i++) {
      widen(tail.times[i]);
    }
  }

  /** A view with the same events, to be lengthened, on a tail that starts with the same events. */
  EventView(EventView same, EventTail tail) {
    this.runs = same.runs;
    this.runEvents = same.runEvents;
    this.tail = tail;
    this.tailSize = same.tailSize;
    this.tailMinTime = same.tailMinTime;
    this.tailMaxTime = same.tailMaxTime;
  }

  /** Makes one more event of the tail visible. Writer only, while the epoch is open. */
  void lengthen(long epochMillis) {
    tailSize++;
    widen(epochMillis);
  }

  private void widen(long epochMillis) {
    tailMinTime = Math.min(tailMinTime, epochMillis);
    tailMaxTime = Math.max(tailMaxTime, epochMillis);
  }

  /** The sealed runs, in the order that they must keep. */
  public List<EventRun> runs() {
    return runs;
  }

  EventTail tail() {
    return tail;
  }

  int tailSize() {
    return tailSize;
  }

  /** Time of the earliest event in the tail; the end of time if there is none. */
  long tailMinTime() {
    return tailMinTime;
  }

  /** How many blocks there are. */
  public int blockCount() {
    return runs.size() + (tailSize > 0 ? 1 : 0);
  }

  /** Block {@code index}. */
  public EventBlock block(int index) {
    return index < runs.size()
        ? runs.get(index)
        : new TailBlock(tail, tailSize, tailMinTime, tailMaxTime);
  }

  /** How many events there are. O(1). */
  public long eventCount() {
    return runEvents + tailSize;
  }

  /** What the arrays of the events take, room for more included. O(runs). */
  public long sizeBytes() {
    long size = tail.sizeBytes();
    for (EventRun run : runs) {
      size += run.sizeBytes();
    }
    return size;
  }

  /**
   * About how many events lie in {@code range}: all of a block that lies inside, and of others the
   * part that the range has in their time. O(blocks).
   */
  public long estimateEvents(TimeRange range) {
    double events = 0;
    for (EventRun run : runs) {
      events += run.eventCount() * share(run.minTime(), run.maxTime(), range);
    }
    if (tailSize > 0) {
      events += tailSize * share(tailMinTime, tailMaxTime, range);
    }
    return (long) Math.ceil(events);
  }

  /** All events of {@code row}. O(blocks * log(run) + tail + events). */
  public RowEvents eventsOfRow(int row) {
    return RowEvents.of(this, row);
  }

  private static double share(long minTime, long maxTime, TimeRange range) {
    if (maxTime < range.fromMillis() || minTime >= range.toMillis()) {
      return 0;
    }
    double inside =
        Math.min((double) range.toMillis(), maxTime + 1.0)
            - Math.max((double) range.fromMillis(), (double) minTime);
    return Math.min(1, Math.max(0, inside / (maxTime - minTime + 1.0)));
  }
}
