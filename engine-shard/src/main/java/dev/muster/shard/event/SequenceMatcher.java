// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.SequenceStep.Order;
import java.util.Arrays;

/**
 * Decides whether the events of one row hold a sequence.
 *
 * <p>Events come in order of time, each with marks of what it may be. Events of one instant form a
 * group; nothing but the group of its last event decides how a sequence can go on. So for each step
 * and group it is enough to know the latest instant at which the steps up to this one can have
 * begun if this one lies in the group: later is never worse, since only the limit on the whole
 * looks at it. The groups that a step can follow are a stretch that only moves forward, so the best
 * of them is found with a queue. Within a group, consecutive steps need different events, which is
 * a matching; a group of one event, the common case, needs none.
 *
 * <p>O(steps * events), and O(steps^3 * group) for each group of several events. Confined to one
 * thread; reused from row to row.
 */
final class SequenceMatcher {

  /** Later than no instant: the step cannot be reached. */
  private static final long NEVER = Long.MIN_VALUE;

  private final SequenceQuery query;
  private final int steps;
  private final EqualTimeMatching matching;

  private long[] times = new long[64];
  private long[] marks = new long[64];
  private int size;

  // By group: where it begins, and at [step][group] the latest beginning of the steps up to there.
  private int[] starts = new int[65];
  private final long[][] begun;
  private int groups;

  // By step: a queue of groups that it can follow, their beginnings falling; and the latest group
  // with an event that must not lie between.
  private final int[][] queues;
  private final int[] heads;
  private final int[] tails;
  private final int[] barriers;

  SequenceMatcher(SequenceQuery query) {
    this.query = query;
    this.steps = query.steps().size();
    this.matching = new EqualTimeMatching(query);
    this.begun = new long[steps][64];
    this.queues = new int[steps][64];
    this.heads = new int[steps];
    this.tails = new int[steps];
    this.barriers = new int[steps];
  }

  /** Forgets all events. */
  void clear() {
    size = 0;
  }

  /** Takes one more event, not earlier than the last one. */
  void add(long time, long mark) {
    if (size == times.length) {
      int capacity = size * 2;
      times = Arrays.copyOf(times, capacity);
      marks = Arrays.copyOf(marks, capacity);
      starts = Arrays.copyOf(starts, capacity + 1);
      for (int step = 0; step < steps; step++) {
        begun[step] = new long[capacity];
        queues[step] = new int[capacity];
      }
    }
    times[size] = time;
    marks[size] = mark;
    size++;
  }

  /** Whether {@code events} hold the sequence. */
  boolean matches(MarkedEvents events) {
    clear();
    for (int i = 0; i < events.count(); i++) {
      add(events.time(i), events.marks(i));
    }
    return matches();
  }

  /** Whether the events taken hold the sequence. */
  boolean matches() {
    begin();
    SequenceQuery.Inaction inaction = query.inaction();
    for (int group = 0; group < groups; group++) {
      if (inaction != null && inaction.order() == Order.AT_OR_AFTER) {
        excludeCompanions(group);
      }
      reach(group);
      if (inaction == null && isWhole(group)) {
        return true;
      }
    }
    return inaction != null && lapses(inaction);
  }

  /**
   * Lowers {@code shortest}, by step, to the shortest time from a beginning to it, where the events
   * taken hold the steps up to there and it is within the time for the whole.
   */
  void shortest(long[] shortest) {
    begin();
    for (int group = 0; group < groups; group++) {
      reach(group);
      for (int step = 0; step < steps; step++) {
        long beginning = begun[step][group];
        if (beginning != NEVER) {
          long elapsed = times[starts[group]] - beginning;
          if (elapsed <= query.withinMillis()) {
            shortest[step] = Math.min(shortest[step], elapsed);
          }
        }
      }
    }
  }

  private void begin() {
    group();
    Arrays.fill(heads, 0);
    Arrays.fill(tails, 0);
    Arrays.fill(barriers, 0);
  }

  private void group() {
    groups = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || times[i] != times[i - 1]) {
        starts[groups++] = i;
      }
    }
    starts[groups] = size;
  }

  /**
   * Takes the mark of the last step from events that have what must not come at their very instant:
   * an event other than themselves.
   */
  private void excludeCompanions(int group) {
    int unwanted = 0;
    for (int i = starts[group]; i < starts[group + 1]; i++) {
      unwanted += (marks[i] & query.inactionMark()) != 0 ? 1 : 0;
    }
    for (int i = starts[group]; i < starts[group + 1]; i++) {
      int itself = (marks[i] & query.inactionMark()) != 0 ? 1 : 0;
      if (unwanted > itself) {
        marks[i] &= ~SequenceQuery.stepMark(steps - 1);
      }
    }
  }

  private void reach(int group) {
    long all = 0;
    for (int i = starts[group]; i < starts[group + 1]; i++) {
      all |= marks[i];
    }
    for (int step = 0; step < steps; step++) {
      begun[step][group] = NEVER;
    }
    boolean single = starts[group + 1] - starts[group] == 1;
    if (!single) {
      matching.begin(marks, starts[group], starts[group + 1]);
    }
    for (int step = 0; step < steps; step++) {
      long entered = step == 0 ? times[starts[group]] : latestBefore(step, group);
      if (entered == NEVER || (all & SequenceQuery.stepMark(step)) == 0) {
        continue;
      }
      int last = single ? step : matching.lastStepFrom(step);
      for (int reached = step; reached <= last; reached++) {
        begun[reached][group] = Math.max(begun[reached][group], entered);
      }
    }
    for (int step = 1; step < steps; step++) {
      if ((all & query.withoutMark(step)) != 0) {
        barriers[step] = group;
      }
    }
  }

  /** The latest beginning of the steps before {@code step} that it can follow in {@code group}. */
  private long latestBefore(int step, int group) {
    int[] queue = queues[step];
    long[] beginnings = begun[step - 1];
    if (group > 0 && beginnings[group - 1] != NEVER) {
      while (tails[step] > heads[step]
          && beginnings[queue[tails[step] - 1]] <= beginnings[group - 1]) {
        tails[step]--;
      }
      queue[tails[step]++] = group - 1;
    }
    long within = query.steps().get(step).withinMillis();
    long time = times[starts[group]];
    while (heads[step] < tails[step]
        && (queue[heads[step]] < barriers[step]
            || time - times[starts[queue[heads[step]]]] > within)) {
      heads[step]++;
    }
    return heads[step] < tails[step] ? beginnings[queue[heads[step]]] : NEVER;
  }

  /** Whether all steps, the last one in {@code group}, fit in the time for the whole. */
  private boolean isWhole(int group) {
    long beginning = begun[steps - 1][group];
    return beginning != NEVER && times[starts[group]] - beginning <= query.withinMillis();
  }

  /**
   * Whether what must not come has not come within its time after some last step. From the latest
   * group back; what comes at the instant of the last step itself has been seen to before.
   */
  private boolean lapses(SequenceQuery.Inaction inaction) {
    long next = Long.MAX_VALUE;
    for (int group = groups - 1; group >= 0; group--) {
      long time = times[starts[group]];
      boolean lapsed = next == Long.MAX_VALUE || next - time > inaction.withinMillis();
      if (lapsed && isWhole(group)) {
        return true;
      }
      for (int i = starts[group]; i < starts[group + 1]; i++) {
        next = (marks[i] & query.inactionMark()) != 0 ? time : next;
      }
    }
    return false;
  }
}
