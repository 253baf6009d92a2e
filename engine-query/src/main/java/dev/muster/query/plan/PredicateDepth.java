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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Refuses predicates that are nested too deeply, or too large, for what follows. Works without
 * recursion itself: a hostile predicate must not overflow the stack of its own check.
 */
final class PredicateDepth {

  private record Level(Object node, int depth) {}

  private record Extent(int parts, int depth) {}

  private PredicateDepth() {}

  /**
   * Checks {@code predicate}, the filters in it and the segments that it refers to.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link Predicate#DEPTH_MAX} or has
   *     more parts than {@link Predicate#NODES_MAX}
   * @throws dev.muster.segment.SegmentException if it refers to an unknown segment
   */
  static void check(Predicate predicate, SegmentCatalog segments) {
    walk(predicate, (reference, depth) -> List.of(segments.meaning(reference)));
  }

  /**
   * Checks {@code predicates} one by one, and that they have no more parts together than one may
   * have.
   *
   * @throws IllegalArgumentException as for one of them
   * @throws dev.muster.segment.SegmentException as for one of them
   */
  static void checkTogether(List<Predicate> predicates, SegmentCatalog segments) {
    long parts = 0;
    for (Predicate predicate : predicates) {
      parts += walk(predicate, (reference, depth) -> List.of(segments.meaning(reference))).parts();
      if (parts > Predicate.NODES_MAX) {
        throw new IllegalArgumentException(
            "the segments of an analysis may have at most "
                + Predicate.NODES_MAX
                + " parts together, those that they refer to included, segments="
                + predicates.size());
      }
    }
  }

  /** Checks {@code filter} in the same way. */
  static void check(EventFilter filter) {
    walk(filter, (reference, depth) -> List.of());
  }

  /**
   * The size of {@code predicate} without what its references stand for.
   *
   * @throws IllegalArgumentException if it is too large or too deep even so
   */
  static PredicateOutline outline(Predicate predicate) {
    Map<String, PredicateOutline.Reference> references = new TreeMap<>();
    Extent size =
        walk(
            predicate,
            (reference, depth) -> {
              references.merge(
                  reference.segment(),
                  new PredicateOutline.Reference(1, depth),
                  PredicateOutline.Reference::and);
              return List.of();
            });
    return new PredicateOutline(size.parts(), size.depth(), references);
  }

  /**
   * Refuses what has too many parts or levels.
   *
   * @throws IllegalArgumentException if it has
   */
  static void check(long parts, int depth) {
    if (parts > Predicate.NODES_MAX) {
      throw new IllegalArgumentException(
          "a predicate may have at most "
              + Predicate.NODES_MAX
              + " parts, shared ones counted each time");
    }
    if (depth > Predicate.DEPTH_MAX) {
      throw new IllegalArgumentException(
          "a predicate may be nested at most " + Predicate.DEPTH_MAX + " levels deep");
    }
  }

  /** The number of parts and the deepest level. */
  private static Extent walk(
      Object root, BiFunction<Predicate.InSegment, Integer, List<Predicate>> meanings) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(root, 1));
    int parts = 0;
    int deepest = 0;
    while (!open.isEmpty()) {
      Level level = open.pop();
      deepest = Math.max(deepest, level.depth());
      check(++parts, deepest);
      List<?> operands =
          level.node() instanceof Predicate.InSegment reference
              ? meanings.apply(reference, level.depth())
              : operands(level.node());
      for (Object operand : operands) {
        open.push(new Level(operand, level.depth() + 1));
      }
    }
    return new Extent(parts, deepest);
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
