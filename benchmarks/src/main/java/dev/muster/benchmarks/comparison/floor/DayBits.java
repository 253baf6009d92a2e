// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.workload.Actions;
import dev.muster.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who did one thing, for every day and for every aligned span of 2, 4, 8 … days, so that a window
 * of whole days is the union of few sets.
 */
final class DayBits {

  static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  static final long START_MILLIS = Workload.END.toEpochMilli() - Workload.DAYS * DAY_MILLIS;

  /** By the logarithm of the span's days, then by the span. */
  private final List<List<RowSet>> levels = new ArrayList<>();

  DayBits(Actions actions, int type, int rows) {
    List<long[]> bits = new ArrayList<>();
    for (int day = 0; day < Workload.DAYS; day++) {
      bits.add(Words.forRows(rows));
    }
    for (int i = 0; i < actions.count(); i++) {
      if (actions.type[i] == type) {
        Words.set(bits.get((int) ((actions.time[i] - START_MILLIS) / DAY_MILLIS)), actions.user[i]);
      }
    }
    while (true) {
      levels.add(bits.stream().map(RowSet::new).toList());
      if (bits.size() == 1) {
        return;
      }
      bits = pairs(bits);
    }
  }

  /** Spans of twice as many days; one that has only a first half is left out. */
  private static List<long[]> pairs(List<long[]> halves) {
    List<long[]> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < halves.size(); i += 2) {
      long[] both = halves.get(i).clone();
      long[] second = halves.get(i + 1);
      for (int k = 0; k < both.length; k++) {
        both[k] |= second[k];
      }
      pairs.add(both);
    }
    return pairs;
  }

  /** The sets that make up the days in [{@code from}, {@code to}). */
  RowSet[] spans(int from, int to) {
    List<RowSet> spans = new ArrayList<>();
    int day = from;
    while (day < to) {
      int level = 0;
      while (day % (2 << level) == 0 && day + (2 << level) <= to) {
        level++;
      }
      spans.add(levels.get(level).get(day >> level));
      day += 1 << level;
    }
    return spans.toArray(RowSet[]::new);
  }

  /** The sets that make up the last {@code days}. */
  RowSet[] last(int days) {
    return spans(Workload.DAYS - days, Workload.DAYS);
  }

  /** Adds the rows of a chunk of each of {@code spans} to {@code words}. */
  static void orInto(RowSet[] spans, int chunk, long[] words) {
    for (RowSet span : spans) {
      span.orInto(chunk, words);
    }
  }

  /** Takes the rows of a chunk of each of {@code spans} out of {@code words}. */
  static void andNotFrom(RowSet[] spans, int chunk, long[] words) {
    for (RowSet span : spans) {
      span.andNotFrom(chunk, words);
    }
  }

  /** Bytes. */
  long sizeBytes() {
    return levels.stream().flatMap(List::stream).mapToLong(RowSet::sizeBytes).sum();
  }
}
