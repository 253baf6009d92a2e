// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs that lie in one span of days, and the rows of all their events as a mask, so that who has
 * any event in that span is one pass over 1,024 words instead of one over the events.
 *
 * <p>A group holds smaller groups and the runs that are in none of these. Immutable, and shared by
 * all views that have the same runs in the span. The mask takes 8 KiB.
 */
final class RunGroup {

  /** Of what has no mask, the span means nothing. */
  private static final DaySpan ANYWHERE = new DaySpan(0, 0);

  private final DaySpan span;
  private final List<RunGroup> groups;
  private final List<EventRun> runs;
  private final long eventCount;
  private final long minTime;
  private final long maxTime;
  private final long @Nullable [] rowMask;

  private RunGroup(DaySpan span, List<RunGroup> groups, List<EventRun> runs, boolean masked) {
    this.span = span;
    this.groups = List.copyOf(groups);
    this.runs = List.copyOf(runs);
    long events = 0;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (RunGroup group : groups) {
      events += group.eventCount;
      min = Math.min(min, group.minTime);
      max = Math.max(max, group.maxTime);
    }
    for (EventRun run : runs) {
      events += run.eventCount();
      min = Math.min(min, run.minTime());
      max = Math.max(max, run.maxTime());
    }
    this.eventCount = events;
    this.minTime = min;
    this.maxTime = max;
    this.rowMask = masked ? union(groups, runs) : null;
  }

  /** The group of these parts, all in {@code span}. O(groups * 1,024 + events of the runs). */
  static RunGroup of(DaySpan span, List<RunGroup> groups, List<EventRun> runs) {
    return new RunGroup(span, groups, runs, true);
  }

  /** These parts, which nobody asks for the rows of together. O(parts). */
  static RunGroup withoutMask(List<RunGroup> groups, List<EventRun> runs) {
    return new RunGroup(ANYWHERE, groups, runs, false);
  }

  private static long[] union(List<RunGroup> groups, List<EventRun> runs) {
    long[] mask = RowMask.create();
    for (RunGroup group : groups) {
      if (group.rowMask != null) {
        RowMask.or(mask, group.rowMask);
      }
    }
    for (EventRun run : runs) {
      RowMarks.mark(run.rows(), 0, run.eventCount(), mask);
    }
    return mask;
  }

  /** Whether the parts are these very objects, in the same order. */
  boolean consistsOf(List<RunGroup> otherGroups, List<EventRun> otherRuns) {
    // None of them says what equals it, so lists are equal if they hold the same objects.
    return groups.equals(otherGroups) && runs.equals(otherRuns);
  }

  /** The days that all events lie in. */
  DaySpan span() {
    return span;
  }

  /** The smaller groups, which all have masks. */
  List<RunGroup> groups() {
    return groups;
  }

  /** The runs that are in none of the smaller groups. */
  List<EventRun> runs() {
    return runs;
  }

  /** How many events. */
  long eventCount() {
    return eventCount;
  }

  /** Time of the earliest event; the end of time if there is none. */
  long minTime() {
    return minTime;
  }

  /** Time of the latest event; the beginning of time if there is none. */
  long maxTime() {
    return maxTime;
  }

  /** The rows of all events, or null if they are not held together. Never to be written to. */
  long @Nullable [] rowMask() {
    return rowMask;
  }

  /** What the masks take, those of the smaller groups included. */
  long sizeBytes() {
    long size = rowMask == null ? 0 : (long) RowMask.WORDS * Long.BYTES;
    for (RunGroup group : groups) {
      size += group.sizeBytes();
    }
    return size;
  }
}
