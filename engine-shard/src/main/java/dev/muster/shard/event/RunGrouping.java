// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups runs by the spans they lie in.
 *
 * <p>Spans are halves of halves, so they form a tree, and each run has its place in it. Going up
 * from the leaves, a span becomes a group as soon as enough events, or enough smaller groups, are
 * in it but in no group yet. So a mask is paid for by a minimum of events or replaces a number of
 * other masks, and all of them together take a bounded number of bytes an event; and a window is
 * united from a few masks and, at each of its edges, at most about the events of one smallest
 * group.
 */
final class RunGrouping {

  /** A span that has so many groups in it, in no other, becomes one: see the class. */
  private static final int GROUPS_MIN = 4;

  private final int groupEvents;

  /** The groups there were before, to be used again where nothing has changed. */
  private final Map<DaySpan, RunGroup> before = new HashMap<>();

  private RunGrouping(int groupEvents, RunGroup before) {
    this.groupEvents = groupEvents;
    remember(before);
  }

  private void remember(RunGroup group) {
    for (RunGroup smaller : group.groups()) {
      before.put(smaller.span(), smaller);
      remember(smaller);
    }
  }

  /**
   * Groups {@code runs}. O(runs * log(days)), and the events of groups that are new.
   *
   * @param groupEvents events that a smallest group has at least
   * @param before an earlier result, for some of the same runs perhaps
   */
  static RunGroup of(List<EventRun> runs, int groupEvents, RunGroup before) {
    long events = 0;
    for (EventRun run : runs) {
      events += run.eventCount();
    }
    if (events < groupEvents) {
      return RunGroup.withoutMask(List.of(), runs);
    }
    RunGrouping grouping = new RunGrouping(groupEvents, before);
    Parts all = new Parts();
    // Two roots at most: no span reaches across the epoch.
    List<EventRun> left = runs;
    while (!left.isEmpty()) {
      DaySpan root = left.get(0).span();
      List<EventRun> others = new ArrayList<>();
      for (EventRun run : left) {
        DaySpan both = root.with(run.span());
        if (both == null) {
          others.add(run);
        } else {
          root = both;
        }
      }
      grouping.divide(root, left, all);
      left = others;
    }
    return RunGroup.withoutMask(all.groups, all.runs);
  }

  /** What of a span is in no group of the span yet. */
  private static final class Parts {
    final List<RunGroup> groups = new ArrayList<>();
    final List<EventRun> runs = new ArrayList<>();
    long runEvents;

    void add(EventRun run) {
      runs.add(run);
      runEvents += run.eventCount();
    }

    void addAll(Parts others) {
      groups.addAll(others.groups);
      runs.addAll(others.runs);
      runEvents += others.runEvents;
    }
  }

  /**
   * Adds what becomes of those of {@code candidates} that lie in {@code span} to {@code target}.
   */
  private void divide(DaySpan span, List<EventRun> candidates, Parts target) {
    List<EventRun> smaller = new ArrayList<>();
    Parts parts = new Parts();
    long events = 0;
    for (EventRun run : candidates) {
      if (span.contains(run.span())) {
        events += run.eventCount();
        if (run.span().exponent() == span.exponent()) {
          parts.add(run);
        } else {
          smaller.add(run);
        }
      }
    }
    if (events < groupEvents) {
      smaller.forEach(parts::add);
      target.addAll(parts);
      return;
    }
    if (!smaller.isEmpty()) {
      divide(span.half(0), smaller, parts);
      divide(span.half(1), smaller, parts);
    }
    if (parts.runEvents >= groupEvents || parts.groups.size() >= GROUPS_MIN) {
      target.groups.add(group(span, parts));
    } else {
      target.addAll(parts);
    }
  }

  private RunGroup group(DaySpan span, Parts parts) {
    RunGroup same = before.get(span);
    return same != null && same.consistsOf(parts.groups, parts.runs)
        ? same
        : RunGroup.of(span, parts.groups, parts.runs);
  }
}
