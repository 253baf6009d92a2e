// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Finds how far the rows of a chunk come in a sequence, and how soon.
 *
 * <p>Only rows with an event for the first step are looked at. Their events are gathered and
 * matched as for a {@link SequenceScan}; where events have to share a key, each key of a row is
 * matched by itself, and the best of them counts, step by step. Confined to one thread and one
 * query.
 */
public final class FunnelScan {

  /** A step that cannot be reached. */
  public static final long UNREACHED = Long.MAX_VALUE;

  /** Takes one row that has reached the first step at least; rows come in ascending order. */
  public interface Visitor {
    /**
     * Looks at one row.
     *
     * @param shortest by step, the shortest time in milliseconds from the first step to it, or
     *     {@link #UNREACHED}, as for all steps after it; valid during the call
     */
    void row(int row, long[] shortest);
  }

  private final SequenceQuery query;
  private final boolean firstEntryOnly;
  private final SequenceMatcher matcher;
  private final Visitor visitor;
  private final long[] shortest;
  private int row = -1;

  private FunnelScan(SequenceQuery query, boolean firstEntryOnly, Visitor visitor) {
    this.query = query;
    this.firstEntryOnly = firstEntryOnly;
    this.matcher = new SequenceMatcher(query);
    this.visitor = visitor;
    this.shortest = new long[query.steps().size()];
  }

  /**
   * Visits the rows of {@code rows} that have an event for the first step.
   *
   * @param views the events by type
   * @param query the steps, without an inaction
   * @param firstEntryOnly whether only events of the earliest instant of the first step begin
   * @param rows a row mask; not changed
   */
  public static void forEachRow(
      IntFunction<EventView> views,
      SequenceQuery query,
      boolean firstEntryOnly,
      long[] rows,
      EventScratch scratch,
      Visitor visitor) {
    long[] entered = rows.clone();
    SequenceScan.retainRowsWith(query.steps().get(0).event(), views, entered, scratch);
    if (RowMask.isEmpty(entered)) {
      return;
    }
    FunnelScan scan = new FunnelScan(query, firstEntryOnly, visitor);
    PatternScan.forEachRow(views, query.patterns(), query.keys(), entered, scratch, scan::add);
    scan.finishRow();
  }

  private void add(int eventRow, MarkedEvents events) {
    if (eventRow != row) {
      finishRow();
      row = eventRow;
      Arrays.fill(shortest, UNREACHED);
    }
    matcher.clear();
    long entryMark = SequenceQuery.stepMark(0);
    long firstEntry = Long.MAX_VALUE;
    for (int i = 0; i < events.count(); i++) {
      long time = events.time(i);
      long marks = events.marks(i);
      if (firstEntryOnly && (marks & entryMark) != 0) {
        firstEntry = Math.min(firstEntry, time);
        marks = time > firstEntry ? marks & ~entryMark : marks;
      }
      matcher.add(time, marks);
    }
    matcher.shortest(shortest);
  }

  private void finishRow() {
    // Without an event of the first step that has a key, a row has not even entered.
    if (row >= 0 && shortest[0] != UNREACHED) {
      visitor.row(row, shortest);
    }
  }
}
