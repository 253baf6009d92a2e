// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.segment.Segment;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much segments have in common within an audience: the size of each, of each two together, and
 * if asked for of every combination, exclusively.
 *
 * @param segments 2 to {@link #SEGMENTS_MAX} of different names; to {@link #COMBINED_MAX} if
 *     combined
 * @param combined whether every combination is counted as well
 */
public record Overlap(List<Segment> segments, boolean combined)
    implements Analysis<Overlap.Result> {

  /** Most segments: each two of them are counted, a pass over two bitmaps a pair. */
  public static final int SEGMENTS_MAX = 256;

  /** Most segments whose combinations are counted: there may be 65,536. */
  public static final int COMBINED_MAX = 16;

  public Overlap {
    segments = List.copyOf(segments);
    requireSegments(segments, 2, combined ? COMBINED_MAX : SEGMENTS_MAX);
  }

  /** Each segment, and each two together. */
  public static Overlap pairwise(Segment... segments) {
    return new Overlap(List.of(segments), false);
  }

  /** Each segment, each two together, and every combination. */
  public static Overlap combined(Segment... segments) {
    return new Overlap(List.of(segments), true);
  }

  static void requireSegments(List<Segment> segments, int min, int max) {
    if (segments.size() < min || segments.size() > max) {
      throw new IllegalArgumentException(
          "the number of segments must be in [" + min + ", " + max + "], found " + segments.size());
    }
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (!names.add(segment.name())) {
        throw new IllegalArgumentException(
            "segments compared must have different names, name='" + segment.name() + "'");
      }
    }
  }

  /**
   * What they have in common.
   *
   * @param names of the segments, in the order asked
   * @param shared at [i][j] the profiles in both segment i and segment j; at [i][i] those in i
   * @param combinations every combination that some profile is in, the largest first; empty if they
   *     were not asked for
   */
  public record Result(
      List<String> names, List<List<Long>> shared, List<Combination> combinations) {

    private static final Comparator<Combination> LARGEST_FIRST =
        Comparator.comparingLong(Combination::profiles)
            .reversed()
            .thenComparing(combination -> combination.segments().toString());

    public Result {
      names = List.copyOf(names);
      shared = shared.stream().map(List::copyOf).toList();
      combinations = combinations.stream().sorted(LARGEST_FIRST).toList();
    }

    /** How many profiles are in both segments; in the one, if they are the same. */
    public long shared(String one, String other) {
      return shared.get(index(one)).get(index(other));
    }

    private int index(String name) {
      int index = names.indexOf(name);
      if (index < 0) {
        throw new IllegalArgumentException("no such segment was asked for, name='" + name + "'");
      }
      return index;
    }
  }

  /**
   * Profiles that are in exactly these segments and in none of the others.
   *
   * @param segments by name; empty for the profiles that are in none
   * @param profiles how many, at least 1
   */
  public record Combination(Set<String> segments, long profiles) {
    public Combination {
      segments = Collections.unmodifiableSet(new TreeSet<>(segments));
    }
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.overlap(this);
  }
}
