// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.SequenceStep.Order;
import java.util.Arrays;

/**
 * Gives consecutive steps of a sequence different events of one instant, if there are such: a
 * bipartite matching, grown by augmenting paths. O(steps^2 * events). Confined to one thread.
 */
final class EqualTimeMatching {

  private static final int NOBODY = -1;

  private final SequenceQuery query;
  private final int steps;
  private long[] marks = {};
  private int from;
  private int to;

  // By event of the group: the step it is given to, and the search that has met it last.
  private int[] owners = new int[16];
  private int[] met = new int[16];
  private int search;

  EqualTimeMatching(SequenceQuery query) {
    this.query = query;
    this.steps = query.steps().size();
  }

  /** Turns to the events {@code fromEvent .. toEvent} of {@code eventMarks}. */
  void begin(long[] eventMarks, int fromEvent, int toEvent) {
    marks = eventMarks;
    from = fromEvent;
    to = toEvent;
    int count = to - from;
    if (count > owners.length) {
      owners = new int[Math.max(count, owners.length * 2)];
      met = new int[owners.length];
    }
    Arrays.fill(met, 0, count, 0);
    search = 0;
  }

  /**
   * The last of the steps that can all lie in the group, from {@code step} on; {@code step - 1} if
   * not even it can.
   */
  int lastStepFrom(int step) {
    Arrays.fill(owners, 0, to - from, NOBODY);
    int last = step - 1;
    while (last + 1 < steps && mayShareInstant(step, last + 1)) {
      search++;
      if (!give(last + 1)) {
        break;
      }
      last++;
    }
    return last;
  }

  private boolean mayShareInstant(int first, int step) {
    return step == first || query.steps().get(step).order() == Order.AT_OR_AFTER;
  }

  /** Finds an event for {@code step}, if need be by finding others for the steps that hold it. */
  private boolean give(int step) {
    for (int i = 0; i < to - from; i++) {
      if ((marks[from + i] & SequenceQuery.stepMark(step)) != 0 && met[i] != search) {
        met[i] = search;
        if (owners[i] == NOBODY || give(owners[i])) {
          owners[i] = step;
          return true;
        }
      }
    }
    return false;
  }
}
