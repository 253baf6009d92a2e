// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Predicate;
import dev.muster.schema.NearestName;
import dev.muster.segment.Segment;
import dev.muster.segment.SegmentDefinition;
import dev.muster.segment.SegmentException;
import dev.muster.segment.SegmentException.Rule;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The registered segments at one moment. Each refers to known ones only, none leads back to itself,
 * and each is small enough to be evaluated with all that it refers to.
 *
 * <p>Immutable; a change makes another catalog, in O(segments) and the size of what depends on it.
 */
public final class SegmentCatalog {

  /** Without any segment. */
  public static final SegmentCatalog EMPTY = new SegmentCatalog(Map.of(), Map.of());

  /** Users of a segment that a refusal names. */
  private static final int USERS_NAMED = 10;

  private record Entry(SegmentDefinition definition, Set<String> references) {}

  private final Map<String, Entry> entries;

  /** The last version of every name ever defined, removed ones included. */
  private final Map<String, Long> versions;

  private SegmentCatalog(Map<String, Entry> entries, Map<String, Long> versions) {
    this.entries = entries;
    this.versions = versions;
  }

  /** The segment called {@code name}, or null. */
  public @Nullable SegmentDefinition find(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.definition();
  }

  /**
   * The segment called {@code name}.
   *
   * @throws SegmentException if there is none; suggests the nearest name
   */
  public SegmentDefinition require(String name) {
    SegmentDefinition found = find(name);
    if (found == null) {
      String nearest = NearestName.of(name, entries.keySet());
      throw new SegmentException(
          Rule.UNKNOWN,
          name,
          "no segment is called '"
              + name
              + "'"
              + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    }
    return found;
  }

  /** All segments by name, in order. */
  public Map<String, SegmentDefinition> definitions() {
    Map<String, SegmentDefinition> definitions = new TreeMap<>();
    entries.forEach((name, entry) -> definitions.put(name, entry.definition()));
    return definitions;
  }

  /** Names of the segments that refer to {@code name} themselves, in order. O(segments). */
  public Set<String> dependents(String name) {
    Set<String> dependents = new TreeSet<>();
    entries.forEach(
        (user, entry) -> {
          if (entry.references().contains(name)) {
            dependents.add(user);
          }
        });
    return dependents;
  }

  /**
   * A catalog in which {@code segments} are defined so, all at once: they may refer to each other.
   * A definition equal to the present one stays what it is; another is its next version.
   *
   * @throws SegmentException if a reference is unknown or leads back to its segment, or if any
   *     segment concerned would be too large
   * @throws IllegalArgumentException if a predicate is too large or too deep by itself, or two have
   *     the same name
   */
  public SegmentCatalog with(Collection<Segment> segments) {
    Map<String, Entry> next = new LinkedHashMap<>(entries);
    Map<String, Long> nextVersions = new LinkedHashMap<>(versions);
    Set<String> changed = new HashSet<>();
    Set<String> given = new HashSet<>();
    for (Segment segment : segments) {
      String name = segment.name();
      if (!given.add(name)) {
        throw new IllegalArgumentException(
            "segments defined together must have different names, name='" + name + "'");
      }
      Entry present = entries.get(name);
      if (present == null || !present.definition().segment().equals(segment)) {
        long version = nextVersions.merge(name, 1L, Long::sum);
        Set<String> references = PredicateDepth.references(segment.predicate());
        next.put(name, new Entry(new SegmentDefinition(segment, version), references));
        changed.add(name);
      }
    }
    SegmentCatalog catalog = new SegmentCatalog(next, nextVersions);
    changed.forEach(catalog::requireReferencesKnown);
    changed.forEach(catalog::requireNoCycle);
    catalog.users(changed).forEach(catalog::requireSmallEnough);
    return catalog;
  }

  private void requireReferencesKnown(String name) {
    entry(name).references().forEach(this::require);
  }

  /** Follows the references from {@code name}; the way there is kept for the message. */
  private void requireNoCycle(String name) {
    Map<String, String> reachedFrom = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.push(name);
    while (!open.isEmpty()) {
      String at = open.pop();
      for (String reference : entry(at).references()) {
        if (reference.equals(name)) {
          throw new SegmentException(
              Rule.CYCLE,
              name,
              "a segment must not lead back to itself: " + way(name, at, reachedFrom));
        }
        if (reachedFrom.putIfAbsent(reference, at) == null) {
          open.push(reference);
        }
      }
    }
  }

  private static String way(String name, String last, Map<String, String> reachedFrom) {
    StringBuilder way = new StringBuilder("'" + name + "'");
    for (String at = last; !at.equals(name); at = reachedFrom.getOrDefault(at, name)) {
      way.insert(0, "'" + at + "' -> ");
    }
    return "'" + name + "' -> " + way;
  }

  /** {@code names} and all segments that lead to one of them. */
  private Set<String> users(Set<String> names) {
    Map<String, Set<String>> dependents = new LinkedHashMap<>();
    entries.forEach(
        (user, entry) ->
            entry
                .references()
                .forEach(name -> dependents.computeIfAbsent(name, n -> new HashSet<>()).add(user)));
    Set<String> found = new TreeSet<>(names);
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      for (String user : dependents.getOrDefault(open.pop(), Set.of())) {
        if (found.add(user)) {
          open.push(user);
        }
      }
    }
    return found;
  }

  private void requireSmallEnough(String name) {
    try {
      PredicateDepth.check(entry(name).definition().predicate(), this);
    } catch (SegmentException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new SegmentException(
          Rule.TOO_LARGE,
          name,
          "with all that it refers to, segment '" + name + "' is too large: " + e.getMessage());
    }
  }

  /**
   * A catalog without {@code name}.
   *
   * @throws SegmentException if there is none, or if others refer to it
   */
  public SegmentCatalog without(String name) {
    require(name);
    Set<String> users = dependents(name);
    if (!users.isEmpty()) {
      String listed = String.join("', '", users.stream().limit(USERS_NAMED).toList());
      int more = users.size() - USERS_NAMED;
      throw new SegmentException(
          Rule.IN_USE,
          name,
          "segment '"
              + name
              + "' is in use by '"
              + listed
              + "'"
              + (more > 0 ? " and " + more + " more" : ""));
    }
    Map<String, Entry> next = new LinkedHashMap<>(entries);
    next.remove(name);
    return new SegmentCatalog(next, versions);
  }

  /** The predicate that a reference stands for. */
  Predicate meaning(Predicate.InSegment reference) {
    return require(reference.segment()).predicate();
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new AssertionError("references are known before they are followed");
    }
    return entry;
  }
}
