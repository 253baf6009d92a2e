// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.comparison.Asked;
import dev.muster.benchmarks.workload.Workload;

/** Q6, Q6u, Q8, Q14: who did something in a window. */
final class WindowLoops {

  private final DayBits opens;
  private final DayBits purchases;
  private final DayEvents openEvents;
  private final int chunks;
  private final long[] words = new long[RowSet.CHUNK_WORDS];
  private final long[] edges;

  WindowLoops(DayBits opens, DayBits purchases, DayEvents openEvents, int rows) {
    this.opens = opens;
    this.purchases = purchases;
    this.openEvents = openEvents;
    this.chunks = Words.chunks(rows);
    this.edges = Words.forRows(rows);
  }

  /** Q6: few sets united. */
  long opened() {
    return count(opens.last(7), new RowSet[0]);
  }

  /**
   * Q6u: the days between, and those events of the two days at the edges that are in the window.
   */
  long openedUnevenly() {
    long begin = Asked.UNEVEN_BEGIN.toEpochMilli();
    long end = Asked.UNEVEN_END.toEpochMilli();
    int first = DayEvents.day(begin);
    int last = DayEvents.day(end);
    int[] rows = openEvents.rows[first];
    Words.clear(edges);
    for (int i = DayEvents.from(openEvents.times[first], begin); i < rows.length; i++) {
      Words.set(edges, rows[i]);
    }
    rows = openEvents.rows[last];
    int to = DayEvents.from(openEvents.times[last], end);
    for (int i = 0; i < to; i++) {
      Words.set(edges, rows[i]);
    }
    RowSet[] spans = opens.spans(first + 1, last);
    long count = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      System.arraycopy(edges, chunk * RowSet.CHUNK_WORDS, words, 0, RowSet.CHUNK_WORDS);
      DayBits.orInto(spans, chunk, words);
      count += Words.cardinality(words);
    }
    return count;
  }

  /** Q8: one union less another. */
  long lapsed() {
    return count(purchases.spans(0, Workload.DAYS - 30), purchases.last(30));
  }

  /** Q14: likewise, the other way round. */
  long bought() {
    return count(purchases.last(14), purchases.spans(0, Workload.DAYS - 14));
  }

  private long count(RowSet[] in, RowSet[] out) {
    long count = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      Words.clear(words);
      DayBits.orInto(in, chunk, words);
      DayBits.andNotFrom(out, chunk, words);
      count += Words.cardinality(words);
    }
    return count;
  }
}
