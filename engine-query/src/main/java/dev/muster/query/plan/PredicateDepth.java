// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Refuses predicates that are nested too deeply, or too large, for what follows. Works without
 * recursion itself: a hostile predicate must not overflow the stack of its own check.
 */
final class PredicateDepth {

  private record Level(Object node, int depth) {}

  private PredicateDepth() {}

  /**
   * Checks {@code predicate} and the filters in it.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX} or has
   *     more parts than {@link Predicate#NODES_MAX}
   */
  static void check(Predicate predicate) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(predicate, 1));
    int nodes = 0;
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (++nodes > Predicate.NODES_MAX) {
        throw new IllegalArgumentException(
            "a predicate may have at most "
                + Predicate.NODES_MAX
                + " parts, shared ones counted each time");
      }
      if (level.depth() > Predicate.DEPTH_MAX) {
        throw new IllegalArgumentException(
            "a predicate may be nested at most " + Predicate.DEPTH_MAX + " levels deep");
      }
      for (Object operand : operands(level.node())) {
        open.push(new Level(operand, level.depth() + 1));
      }
    }
  }

  private static List<?> operands(Object node) {
    if (node instanceof Predicate.And and) {
      return and.operands();
    } else if (node instanceof Predicate.Or or) {
      return or.operands();
    } else if (node instanceof Predicate.Not not) {
      return List.of(not.operand());
    } else if (node instanceof Predicate.EventTest test) {
      return List.of(test.events().filter());
    } else if (node instanceof Predicate.SequenceTest test) {
      return filters(test);
    } else if (node instanceof EventFilter.And and) {
      return and.operands();
    } else if (node instanceof EventFilter.Or or) {
      return or.operands();
    } else if (node instanceof EventFilter.Not not) {
      return List.of(not.operand());
    }
    return List.of();
  }

  private static List<EventFilter> filters(Predicate.SequenceTest test) {
    List<EventFilter> filters = new ArrayList<>();
    for (SequenceStep step : test.steps()) {
      filters.add(step.event().filter());
      step.without().forEach(pattern -> filters.add(pattern.filter()));
    }
    Inaction inaction = test.inaction();
    if (inaction != null) {
      filters.add(inaction.event().filter());
    }
    return filters;
  }
}
