// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.segment.Segment;
import java.util.List;

/**
 * Shares the profiles of an audience out to segments: each goes to the first one that it fits and
 * to no other.
 *
 * <p>Costs at most what counting each segment costs, and less for later ones, which are asked only
 * about the profiles that are left.
 *
 * @param segments in order of precedence, 1 to {@link Overlap#SEGMENTS_MAX} of different names
 */
public record Waterfall(List<Segment> segments) implements Analysis<Waterfall.Result> {

  public Waterfall {
    segments = List.copyOf(segments);
    Overlap.requireSegments(segments, 1, Overlap.SEGMENTS_MAX);
  }

  /** Shares out to {@code segments} in this order. */
  public static Waterfall of(Segment... segments) {
    return new Waterfall(List.of(segments));
  }

  /**
   * Who went where.
   *
   * @param shares one per segment, in the same order
   * @param rest profiles that fit none
   */
  public record Result(List<Share> shares, long rest) {
    public Result {
      shares = List.copyOf(shares);
    }
  }

  /**
   * What one segment took.
   *
   * @param segment its name
   * @param profiles those that fit it and none before it
   */
  public record Share(String segment, long profiles) {}

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.waterfall(this);
  }
}
