// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import java.util.List;

/**
 * The sealed runs of a view: in the order that they must keep, and as groups that lie in time.
 * Immutable.
 */
final class SealedRuns {

  /**
   * Events of a smallest group: its mask then takes at most 8/3 bytes an event, mostly 1 to 2, and
   * at each edge of a window two or three microseconds are spent on events that no mask stands for.
   */
  static final int GROUP_EVENTS = 3_072;

  private final List<EventRun> list;
  private final RunGroup groups;
  private final int groupEvents;

  /** Of each run the earliest time, then the latest: asked of all, where few are looked into. */
  private final long[] times;

  private SealedRuns(List<EventRun> list, int groupEvents, RunGroup before) {
    this.list = List.copyOf(list);
    this.groupEvents = groupEvents;
    this.groups = RunGrouping.of(this.list, groupEvents, before);
    this.times = new long[2 * this.list.size()];
    for (int i = 0; i < this.list.size(); i++) {
      times[2 * i] = this.list.get(i).minTime();
      times[2 * i + 1] = this.list.get(i).maxTime();
    }
  }

  /** No runs; those that come will be grouped by {@code groupEvents} events at least. */
  static SealedRuns none(int groupEvents) {
    return new SealedRuns(List.of(), groupEvents, RunGroup.withoutMask(List.of(), List.of()));
  }

  /**
   * {@code runs} instead of these. Groups of which all runs have stayed are shared. O(runs *
   * log(days)), and the events of groups that have changed.
   */
  SealedRuns replacedBy(List<EventRun> runs) {
    return new SealedRuns(runs, groupEvents, groups);
  }

  /** The runs, in order of arrival wherever their times overlap. */
  List<EventRun> list() {
    return list;
  }

  /** Whether run {@code index} may have events in {@code range}. */
  boolean mayLieIn(TimeRange range, int index) {
    return times[2 * index] < range.toMillis() && times[2 * index + 1] >= range.fromMillis();
  }

  /** The same runs in groups; this one has no mask. */
  RunGroup groups() {
    return groups;
  }

  /** What they take. O(runs). */
  long sizeBytes() {
    long size = groups.sizeBytes() + (long) times.length * Long.BYTES;
    for (EventRun run : list) {
      size += run.sizeBytes();
    }
    return size;
  }
}
