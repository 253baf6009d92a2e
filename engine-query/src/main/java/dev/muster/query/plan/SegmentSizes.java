// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.segment.SegmentException;
import dev.muster.segment.SegmentException.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds how large segments are with all that they refer to, each one after those that it refers to.
 * One pass over what depends on a change, in O(segments and references); where none comes next, the
 * rest leads back to itself.
 */
final class SegmentSizes {

  /** The size of a segment with all that it refers to. */
  record Size(long parts, int depth) {}

  /** Segments at either end of a long way that a refusal names. */
  private static final int WAY_SHOWN = 5;

  private final Map<String, PredicateOutline> outlines;

  /** By name; of what depends on a change, only once it has been found again. */
  private final Map<String, Size> sizes;

  private final Map<String, List<String>> users = new HashMap<>();

  private SegmentSizes(Map<String, PredicateOutline> outlines, Map<String, Size> sizes) {
    this.outlines = outlines;
    this.sizes = new HashMap<>(sizes);
    outlines.forEach(
        (user, outline) ->
            outline
                .references()
                .keySet()
                .forEach(name -> users.computeIfAbsent(name, n -> new ArrayList<>()).add(user)));
  }

  /**
   * The sizes of all segments.
   *
   * @param outlines of all segments, which refer to each other only
   * @param sizes of those that do not depend on {@code changed}; others are not looked at
   * @param changed names of segments that are new or have another definition
   * @throws SegmentException if one that depends on a changed one leads back to itself or is too
   *     large
   */
  static Map<String, Size> of(
      Map<String, PredicateOutline> outlines, Map<String, Size> sizes, Collection<String> changed) {
    SegmentSizes pass = new SegmentSizes(outlines, sizes);
    pass.run(changed);
    return pass.sizes;
  }

  private void run(Collection<String> changed) {
    Set<String> concerned = concerned(changed);
    sizes.keySet().removeAll(concerned);
    Map<String, Integer> unknown = new LinkedHashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    for (String name : concerned) {
      int count = 0;
      for (String reference : references(name).keySet()) {
        count += concerned.contains(reference) ? 1 : 0;
      }
      unknown.put(name, count);
      if (count == 0) {
        ready.add(name);
      }
    }
    while (!ready.isEmpty()) {
      String name = ready.remove();
      unknown.remove(name);
      sizes.put(name, size(name));
      for (String user : users.getOrDefault(name, List.of())) {
        if (unknown.merge(user, -1, Integer::sum) == 0) {
          ready.add(user);
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw cycle(unknown.keySet(), changed);
    }
  }

  /** {@code names} and all segments that lead to one of them. */
  private Set<String> concerned(Collection<String> names) {
    Set<String> found = new LinkedHashSet<>(names);
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      for (String user : users.getOrDefault(open.pop(), List.of())) {
        if (found.add(user)) {
          open.push(user);
        }
      }
    }
    return found;
  }

  /** At most {@link dev.muster.predicate.Predicate#NODES_MAX} squared before it is refused. */
  private Size size(String name) {
    PredicateOutline outline = outline(name);
    long parts = outline.parts();
    int depth = outline.depth();
    for (Map.Entry<String, PredicateOutline.Reference> entry : outline.references().entrySet()) {
      Size meant = sizes.getOrDefault(entry.getKey(), new Size(0, 0));
      parts += entry.getValue().times() * meant.parts();
      depth = Math.max(depth, entry.getValue().depth() + meant.depth());
    }
    try {
      PredicateDepth.check(parts, depth);
    } catch (IllegalArgumentException e) {
      throw new SegmentException(
          Rule.TOO_LARGE,
          name,
          "with all that it refers to, segment "
              + SegmentCatalog.shown(name)
              + " is too large: "
              + e.getMessage());
    }
    return new Size(parts, depth);
  }

  /** Each of {@code rest} refers to another one of them, so following leads back somewhere. */
  private SegmentException cycle(Set<String> rest, Collection<String> changed) {
    Set<String> passed = new LinkedHashSet<>();
    String at = rest.iterator().next();
    while (passed.add(at)) {
      for (String reference : references(at).keySet()) {
        if (rest.contains(reference)) {
          at = reference;
          break;
        }
      }
    }
    List<String> cycle = new ArrayList<>(passed);
    cycle = cycle.subList(cycle.indexOf(at), cycle.size());
    // Without a change there was no cycle, so one of them is in it.
    Set<String> suspects = new LinkedHashSet<>(changed);
    int start = 0;
    while (start < cycle.size() - 1 && !suspects.contains(cycle.get(start))) {
      start++;
    }
    List<String> way = new ArrayList<>(cycle.subList(start, cycle.size()));
    way.addAll(cycle.subList(0, start + 1));
    return new SegmentException(
        Rule.CYCLE, way.get(0), "a segment must not lead back to itself: " + shown(way));
  }

  private static String shown(List<String> way) {
    List<String> steps = new ArrayList<>();
    int left = way.size() - 2 * WAY_SHOWN;
    for (int i = 0; i < way.size(); i++) {
      if (left > 1 && i == WAY_SHOWN) {
        steps.add("(" + left + " more)");
        i += left - 1;
      } else {
        steps.add(SegmentCatalog.shown(way.get(i)));
      }
    }
    return String.join(" -> ", steps);
  }

  private Map<String, PredicateOutline.Reference> references(String name) {
    return outline(name).references();
  }

  private PredicateOutline outline(String name) {
    PredicateOutline outline = outlines.get(name);
    if (outline == null) {
      throw new AssertionError("references are known before they are followed");
    }
    return outline;
  }
}
