// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.shard.event.FunnelScan;
import dev.muster.shard.event.SequenceQuery;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Profiles by the steps they have reached, their times, and the same counts by value. */
final class FunnelCounts implements ChunkAccumulator<FunnelCounts> {

  /** Counts are not divided. */
  static final int NO_ATTRIBUTE = -1;

  /** Takes the counts of one value. */
  interface ValueVisitor {
    /**
     * Looks at the profiles with the value of {@code code}.
     *
     * @param profiles by step
     */
    void value(long code, long[] profiles);
  }

  private final SequenceQuery query;
  private final boolean firstEntryOnly;
  private final int attribute;
  private final long[] reached;

  /** By step, the times of the profiles that reached it; those of the first are not kept. */
  private final long[][] times;

  /** By step, how many times there are. */
  private final int[] timeCounts;

  private final Map<Long, long[]> byValue = new HashMap<>();
  private final long[] missing;

  /** By row; as long as a chunk once it is needed. */
  private long[] codes = {};

  FunnelCounts(SequenceQuery query, boolean firstEntryOnly, int attribute) {
    int steps = query.steps().size();
    this.query = query;
    this.firstEntryOnly = firstEntryOnly;
    this.attribute = attribute;
    this.reached = new long[steps];
    this.times = new long[steps][0];
    this.timeCounts = new int[steps];
    this.missing = new long[steps];
  }

  @Override
  public void add(ChunkRows chunk) {
    long[] present = chunk.borrowMask();
    if (attribute != NO_ATTRIBUTE) {
      codes = codes.length == 0 ? new long[RowMask.ROWS] : codes;
      chunk.load(attribute, present, codes);
    }
    FunnelScan.forEachRow(
        chunk::events,
        query,
        firstEntryOnly,
        chunk.rows(),
        chunk.scratch(),
        (row, shortest) -> {
          count(shortest, reached);
          keepTimes(shortest);
          if (attribute != NO_ATTRIBUTE) {
            count(shortest, RowMask.contains(present, row) ? profilesOf(codes[row]) : missing);
          }
        });
    chunk.returnMask(present);
  }

  private static void count(long[] shortest, long[] profiles) {
    for (int step = 0; step < shortest.length && isReached(shortest[step]); step++) {
      profiles[step]++;
    }
  }

  private void keepTimes(long[] shortest) {
    for (int step = 1; step < shortest.length && isReached(shortest[step]); step++) {
      reserve(step, 1);
      times[step][timeCounts[step]++] = shortest[step];
    }
  }

  private static boolean isReached(long shortest) {
    return shortest != FunnelScan.UNREACHED;
  }

  private void reserve(int step, int more) {
    int needed = Math.addExact(timeCounts[step], more);
    if (needed > times[step].length) {
      int doubled = (int) Math.min(2L * needed, Integer.MAX_VALUE - 8);
      times[step] = Arrays.copyOf(times[step], Math.max(needed, doubled));
    }
  }

  private long[] profilesOf(long code) {
    return byValue.computeIfAbsent(code, c -> new long[reached.length]);
  }

  @Override
  public void addAll(FunnelCounts other) {
    addTo(reached, other.reached);
    addTo(missing, other.missing);
    for (int step = 1; step < times.length; step++) {
      int more = other.timeCounts[step];
      reserve(step, more);
      System.arraycopy(other.times[step], 0, times[step], timeCounts[step], more);
      timeCounts[step] += more;
    }
    other.byValue.forEach((code, profiles) -> addTo(profilesOf(code), profiles));
  }

  /** target := target + added, step by step. */
  static void addTo(long[] target, long[] added) {
    for (int step = 0; step < target.length; step++) {
      target[step] += added[step];
    }
  }

  /** The numbers as a list. */
  static List<Long> list(long[] profiles) {
    List<Long> list = new ArrayList<>();
    for (long count : profiles) {
      list.add(count);
    }
    return list;
  }

  int steps() {
    return reached.length;
  }

  /** Profiles that have reached {@code step}. */
  long reached(int step) {
    return reached[step];
  }

  /** The times of those that have reached {@code step}, ascending; none of the first step. */
  long[] sortedTimes(int step) {
    long[] sorted = Arrays.copyOf(times[step], timeCounts[step]);
    Arrays.sort(sorted);
    return sorted;
  }

  /** By step, the profiles that have no value. */
  long[] missing() {
    return missing;
  }

  /** Visits each value once, in no order. */
  void forEachValue(ValueVisitor visitor) {
    byValue.forEach(visitor::value);
  }
}
