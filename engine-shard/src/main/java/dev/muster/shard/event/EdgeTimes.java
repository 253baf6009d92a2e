// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Occurrence;
import dev.muster.shard.scan.RowMask;

/** The first or last instant at which each row has an event. The array is the scratch's. */
final class EdgeTimes implements EventSink {

  private final long[] edges;
  private final boolean first;

  /** No instant yet. O(rows). */
  EdgeTimes(EventScratch scratch, Occurrence occurrence) {
    this.first = occurrence == Occurrence.FIRST;
    // No event lies at either end of time, so a row without one selects none.
    this.edges = scratch.edges(first ? Long.MAX_VALUE : Long.MIN_VALUE);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      edges[row] = first ? Math.min(edges[row], times[i]) : Math.max(edges[row], times[i]);
    }
  }

  /** Keeps the events of a batch that happened at the edge of their row. */
  void retain(long[] selection, char[] rows, int from, int count, long[] times) {
    for (int base = 0; base < count; base += 64) {
      long kept = 0;
      for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
        long distance = times[base + i] ^ edges[rows[from + base + i]];
        kept |= RowMask.bitIfWithin(distance, 0) << i;
      }
      selection[base >>> 6] &= kept;
    }
  }
}
