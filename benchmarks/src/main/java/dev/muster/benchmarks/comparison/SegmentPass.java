// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.ChangedSegments;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What counting some segments in turn came to.
 *
 * @param counts by segment
 * @param micros of each counting that was timed, round by round
 * @param cacheUse meanwhile
 */
record SegmentPass(List<Long> counts, List<Double> micros, CacheUse cacheUse)
    implements Serializable {

  /** Copies. */
  SegmentPass {
    counts = List.copyOf(counts);
    micros = List.copyOf(micros);
  }

  /**
   * What is to be counted, and how often.
   *
   * @param segments what
   * @param untimed rounds before those that are timed
   * @param timed rounds
   */
  record Order(ChangedSegments segments, int untimed, int timed) {

    /** As one line. */
    String line() {
      return "%d %d %d %d %d"
          .formatted(segments.seed(), segments.families(), segments.steps(), untimed, timed);
    }

    /** The one that {@link #line} told. */
    static Order of(String line) {
      String[] fields = line.split(" ", -1);
      return new Order(
          new ChangedSegments(
              Long.parseLong(fields[0]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2])),
          Integer.parseInt(fields[3]),
          Integer.parseInt(fields[4]));
    }
  }

  /** Has {@code contestant} count; throws if a segment is ever counted differently. */
  static SegmentPass of(SegmentContestant contestant, Order order) throws IOException {
    List<SegmentContestant.Counting> segments = contestant.prepare(order.segments());
    List<Long> counts = new ArrayList<>();
    List<Double> micros = new ArrayList<>();
    CacheUse before = contestant.cacheUse();
    for (int round = -order.untimed(); round < order.timed(); round++) {
      if (round == 0) {
        before = contestant.cacheUse();
      }
      for (int i = 0; i < segments.size(); i++) {
        long begin = System.nanoTime();
        long count = segments.get(i).count();
        double took = (System.nanoTime() - begin) / 1e3;
        if (round >= 0) {
          micros.add(took);
        }
        if (counts.size() == i) {
          counts.add(count);
        }
        if (counts.get(i) != count) {
          throw new IllegalStateException(
              "a segment must be counted the same again, segment=%d, first=%d, again=%d"
                  .formatted(i, counts.get(i), count));
        }
      }
    }
    return new SegmentPass(counts, micros, contestant.cacheUse().minus(before));
  }
}
