// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Predicate;
import dev.muster.schema.NearestName;
import dev.muster.segment.Segment;
import dev.muster.segment.SegmentDefinition;
import dev.muster.segment.SegmentException;
import dev.muster.segment.SegmentException.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The registered segments at one moment. Each refers to known ones only, none leads back to itself,
 * and each is small enough to be evaluated with all that it refers to.
 *
 * <p>Immutable; a change makes another catalog, in O(segments and references). Versions of removed
 * names are remembered, so that a version never means two definitions.
 */
public final class SegmentCatalog {

  /** Without any segment. */
  public static final SegmentCatalog EMPTY =
      new SegmentCatalog(Map.of(), Map.of(), Map.of(), Map.of());

  /** Most segments; any number of them may be replaced. */
  public static final int SEGMENTS_MAX = 100_000;

  /** Users of a segment that a refusal names. */
  private static final int USERS_NAMED = 10;

  /** Longest name that a message shows in full, in UTF-16 units. */
  private static final int NAME_SHOWN = 60;

  private static final PredicateOutline NOTHING = new PredicateOutline(0, 0, Map.of());

  private final Map<String, SegmentDefinition> entries;

  /** The last version of every name ever defined, removed ones included. */
  private final Map<String, Long> versions;

  /** By name, like the definitions. */
  private final Map<String, PredicateOutline> outlines;

  /** By name, with all that they refer to. */
  private final Map<String, SegmentSizes.Size> sizes;

  private SegmentCatalog(
      Map<String, SegmentDefinition> entries,
      Map<String, Long> versions,
      Map<String, PredicateOutline> outlines,
      Map<String, SegmentSizes.Size> sizes) {
    this.entries = entries;
    this.versions = versions;
    this.outlines = outlines;
    this.sizes = sizes;
  }

  /**
   * The catalog in which {@code segments} are defined and every name has had so many versions,
   * those of removed segments included.
   *
   * @throws IllegalArgumentException if a segment has had no version
   */
  public static SegmentCatalog restored(Collection<Segment> segments, Map<String, Long> versions) {
    Map<String, Long> before = new LinkedHashMap<>(versions);
    for (Segment segment : segments) {
      Long version = versions.get(segment.name());
      if (version == null || version < 1) {
        throw new IllegalArgumentException(
            "a segment has a version, name=" + shown(segment.name()));
      }
      before.put(segment.name(), version - 1);
    }
    return new SegmentCatalog(Map.of(), before, Map.of(), Map.of()).with(segments);
  }

  /** The last version of every name ever defined, in order. */
  public Map<String, Long> versions() {
    return new TreeMap<>(versions);
  }

  /** The segment called {@code name}, or null. */
  public @Nullable SegmentDefinition find(String name) {
    return entries.get(name);
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
          "no segment is called "
              + shown(name)
              + (nearest == null ? "" : "; did you mean " + shown(nearest) + "?"));
    }
    return found;
  }

  /** All segments by name, in order. */
  public Map<String, SegmentDefinition> definitions() {
    return new TreeMap<>(entries);
  }

  /** Names of the segments that refer to {@code name} themselves, in order. O(segments). */
  public Set<String> dependents(String name) {
    Set<String> dependents = new TreeSet<>();
    outlines.forEach(
        (user, outline) -> {
          if (outline.references().containsKey(name)) {
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
    Map<String, SegmentDefinition> next = new LinkedHashMap<>(entries);
    Map<String, PredicateOutline> nextOutlines = new LinkedHashMap<>(outlines);
    Map<String, Long> nextVersions = new LinkedHashMap<>(versions);
    Set<String> changed = new LinkedHashSet<>();
    Set<String> given = new HashSet<>();
    for (Segment segment : segments) {
      String name = segment.name();
      if (!given.add(name)) {
        throw new IllegalArgumentException(
            "segments defined together must have different names, name=" + shown(name));
      }
      SegmentDefinition present = entries.get(name);
      if (present == null || !present.segment().equals(segment)) {
        long version = nextVersions.merge(name, 1L, Long::sum);
        nextOutlines.put(name, PredicateDepth.outline(segment.predicate()));
        next.put(name, new SegmentDefinition(segment, version));
        changed.add(name);
      }
    }
    if (next.size() > SEGMENTS_MAX) {
      String first = segments.iterator().next().name();
      throw new SegmentException(
          Rule.TOO_MANY,
          first,
          "at most " + SEGMENTS_MAX + " segments may be registered, found " + next.size());
    }
    SegmentCatalog known = new SegmentCatalog(next, nextVersions, nextOutlines, sizes);
    changed.forEach(known::requireReferencesKnown);
    return new SegmentCatalog(
        next, nextVersions, nextOutlines, SegmentSizes.of(nextOutlines, sizes, changed));
  }

  private void requireReferencesKnown(String name) {
    outlines.getOrDefault(name, NOTHING).references().keySet().forEach(this::require);
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
      List<String> named = users.stream().limit(USERS_NAMED).map(SegmentCatalog::shown).toList();
      int more = users.size() - USERS_NAMED;
      throw new SegmentException(
          Rule.IN_USE,
          name,
          "segment "
              + shown(name)
              + " is in use by "
              + String.join(", ", named)
              + (more > 0 ? " and " + more + " more" : ""));
    }
    Map<String, SegmentDefinition> next = new LinkedHashMap<>(entries);
    Map<String, PredicateOutline> nextOutlines = new LinkedHashMap<>(outlines);
    Map<String, SegmentSizes.Size> nextSizes = new LinkedHashMap<>(sizes);
    next.remove(name);
    nextOutlines.remove(name);
    nextSizes.remove(name);
    return new SegmentCatalog(next, versions, nextOutlines, nextSizes);
  }

  /** The predicate that a reference stands for. */
  Predicate meaning(Predicate.InSegment reference) {
    return require(reference.segment()).predicate();
  }

  /** A name in quotes, shortened if it is long, for messages. */
  static String shown(String name) {
    if (name.length() <= NAME_SHOWN) {
      return "'" + name + "'";
    }
    int end = Character.isHighSurrogate(name.charAt(NAME_SHOWN - 1)) ? NAME_SHOWN - 1 : NAME_SHOWN;
    return "'" + name.substring(0, end) + "…'";
  }
}
