// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.SequenceStep.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches a sequence by trying all combinations of events: what the matcher must agree with. */
final class SequenceModel {

  /** An event of a row, and what it may be. */
  record Marked(long time, long marks) {}

  private SequenceModel() {}

  static boolean holds(SequenceQuery query, List<Marked> events) {
    return holds(query, events, new ArrayList<>());
  }

  private static boolean holds(SequenceQuery query, List<Marked> events, List<Integer> chosen) {
    int step = chosen.size();
    if (step == query.steps().size()) {
      long first = events.get(chosen.get(0)).time();
      int last = chosen.get(step - 1);
      return events.get(last).time() - first <= query.withinMillis() && lapsed(query, events, last);
    }
    for (int i = 0; i < events.size(); i++) {
      boolean fits =
          (events.get(i).marks() & SequenceQuery.stepMark(step)) != 0
              && !chosen.contains(i)
              && (step == 0 || follows(query, events, step, chosen.get(step - 1), i));
      if (fits) {
        chosen.add(i);
        if (holds(query, events, chosen)) {
          return true;
        }
        chosen.remove(step);
      }
    }
    return false;
  }

  /**
   * By step, the shortest time of all combinations from the first step to it, {@link
   * FunnelScan#UNREACHED} if there is none.
   *
   * @param entryMax an event of the first step is not later
   */
  static long[] shortest(SequenceQuery query, List<Marked> events, long entryMax) {
    long[] shortest = new long[query.steps().size()];
    Arrays.fill(shortest, FunnelScan.UNREACHED);
    for (int i = 0; i < events.size(); i++) {
      boolean enters = (events.get(i).marks() & SequenceQuery.stepMark(0)) != 0;
      if (enters && events.get(i).time() <= entryMax) {
        follow(query, events, new ArrayList<>(List.of(i)), shortest);
      }
    }
    return shortest;
  }

  private static void follow(
      SequenceQuery query, List<Marked> events, List<Integer> chosen, long[] shortest) {
    int step = chosen.size();
    int last = chosen.get(step - 1);
    long elapsed = events.get(last).time() - events.get(chosen.get(0)).time();
    if (elapsed <= query.withinMillis()) {
      shortest[step - 1] = Math.min(shortest[step - 1], elapsed);
    }
    for (int i = 0; step < query.steps().size() && i < events.size(); i++) {
      boolean fits = (events.get(i).marks() & SequenceQuery.stepMark(step)) != 0;
      if (fits && !chosen.contains(i) && follows(query, events, step, last, i)) {
        chosen.add(i);
        follow(query, events, chosen, shortest);
        chosen.remove(step);
      }
    }
  }

  private static boolean follows(
      SequenceQuery query, List<Marked> events, int step, int before, int event) {
    long from = events.get(before).time();
    long to = events.get(event).time();
    SequenceQuery.Step asked = query.steps().get(step);
    return isInOrder(to - from, asked.order())
        && to - from <= asked.withinMillis()
        && events.stream()
            .filter(other -> (other.marks() & query.withoutMark(step)) != 0)
            .noneMatch(other -> from < other.time() && other.time() < to);
  }

  private static boolean lapsed(SequenceQuery query, List<Marked> events, int last) {
    SequenceQuery.@Nullable Inaction inaction = query.inaction();
    if (inaction == null) {
      return true;
    }
    for (int i = 0; i < events.size(); i++) {
      long distance = events.get(i).time() - events.get(last).time();
      if (i != last
          && (events.get(i).marks() & query.inactionMark()) != 0
          && isInOrder(distance, inaction.order())
          && distance <= inaction.withinMillis()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInOrder(long distance, Order order) {
    return distance > 0 || (distance == 0 && order == Order.AT_OR_AFTER);
  }
}
