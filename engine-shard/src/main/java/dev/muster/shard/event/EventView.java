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
  public static final EventView EMPTY =
      new EventView(SealedRuns.none(SealedRuns.GROUP_EVENTS), EventTail.EMPTY, 0);

  // What an estimate takes things to cost.
  private static final double MASK_NANOS = 100;
  private static final double MARK_NANOS = 0.8;
  private static final double COMPARE_NANOS = 2.5;

  private final SealedRuns sealed;
  private final EventTail tail;

  /** These three move only while the epoch of the view is open; its publication orders them. */
  private int tailSize;

  private long tailMinTime = Long.MAX_VALUE;
  private long tailMaxTime = Long.MIN_VALUE;

  /** A view with the first {@code tailSize} events of {@code tail}. O(tailSize). */
  EventView(SealedRuns sealed, EventTail tail, int tailSize) {
    this.sealed = sealed;
    this.tail = tail;
    this.tailSize = tailSize;
    for (int i = 0; i < tailSize; i++) {
      widen(tail.times[i]);
    }
  }

  /** A view with the same events, to be lengthened, on a tail that starts with the same events. */
  EventView(EventView same, EventTail tail) {
    this.sealed = same.sealed;
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
    return sealed.list();
  }

  /** The sealed runs with their groups. */
  SealedRuns sealed() {
    return sealed;
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

  /** Time of the latest event in the tail; the beginning of time if there is none. */
  long tailMaxTime() {
    return tailMaxTime;
  }

  /** How many blocks there are. */
  public int blockCount() {
    return runs().size() + (tailSize > 0 ? 1 : 0);
  }

  /** Whether block {@code index} may have events in {@code range}. Does not look into it. */
  boolean mayLieIn(TimeRange range, int index) {
    return index < runs().size()
        ? sealed.mayLieIn(range, index)
        : tailMinTime < range.toMillis() && tailMaxTime >= range.fromMillis();
  }

  /** Block {@code index}. */
  public EventBlock block(int index) {
    List<EventRun> runs = runs();
    return index < runs.size()
        ? runs.get(index)
        : new TailBlock(tail, tailSize, tailMinTime, tailMaxTime);
  }

  /** How many events there are. O(1). */
  public long eventCount() {
    return sealed.groups().eventCount() + tailSize;
  }

  /** What the events take, room for more and the masks of groups included. O(runs). */
  public long sizeBytes() {
    return tail.sizeBytes() + sealed.sizeBytes();
  }

  /**
   * About how many events lie in {@code range}: all of a group or block that lies inside, and of
   * others the part that the range has in their time. O(groups and blocks at the edges).
   */
  public long estimateEvents(TimeRange range) {
    return (long) Math.ceil(estimateEvents(sealed.groups(), range) + tailSize * tailShare(range));
  }

  private static double estimateEvents(RunGroup group, TimeRange range) {
    double share = share(group.minTime(), group.maxTime(), range);
    if (share == 0 || share == 1) {
      return group.eventCount() * share;
    }
    double events = 0;
    for (RunGroup smaller : group.groups()) {
      events += estimateEvents(smaller, range);
    }
    for (EventRun run : group.runs()) {
      events += run.eventCount() * share(run.minTime(), run.maxTime(), range);
    }
    return events;
  }

  /**
   * About what it costs to find the rows with any event in {@code range}, in nanoseconds: masks of
   * groups inside, and the events at the edges. O(groups and blocks at the edges).
   */
  public double estimateUnionNanos(TimeRange range) {
    return estimateUnionNanos(sealed.groups(), range) + tailSize * tailShare(range);
  }

  private static double estimateUnionNanos(RunGroup group, TimeRange range) {
    double share = share(group.minTime(), group.maxTime(), range);
    if (share == 0) {
      return 0;
    }
    if (share == 1 && group.rowMask() != null) {
      return MASK_NANOS;
    }
    double nanos = 0;
    for (RunGroup smaller : group.groups()) {
      nanos += estimateUnionNanos(smaller, range);
    }
    for (EventRun run : group.runs()) {
      double cut = share(run.minTime(), run.maxTime(), range);
      nanos += cut == 0 ? 0 : run.eventCount() * (cut == 1 ? MARK_NANOS : COMPARE_NANOS);
    }
    return nanos;
  }

  private double tailShare(TimeRange range) {
    return tailSize == 0 ? 0 : share(tailMinTime, tailMaxTime, range);
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
