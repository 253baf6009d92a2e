// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;

/**
 * Visits, row by row, the values that the selected events have of one property.
 *
 * <p>The events of a part of the rows at a time are gathered and sorted. About 20 to 100 ns an
 * event.
 */
public final class PropertyScan {

  /** Takes what was found. */
  public interface Visitor {
    /**
     * Takes one value of one row; rows ascend, and so do the codes of a row.
     *
     * @param events of the row that have the value, at least 1
     */
    void value(int row, long code, int events);
  }

  private PropertyScan() {}

  /**
   * Visits every different value of each row.
   *
   * @param query whose measure has a property; what it tests is not looked at
   * @param rows a row mask; not changed
   */
  public static void forEachValue(
      EventView view, EventQuery query, long[] rows, EventScratch scratch, Visitor visitor) {
    scratch.begin();
    EventScan scan = new EventScan(view, query, rows, scratch);
    if (!scan.blocks().isEmpty()) {
      scan.gather(rows, false, events -> visit(events, visitor));
    }
  }

  private static void visit(EventGather events, Visitor visitor) {
    int[] order = events.byRowAndValue();
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      int event = order[from];
      if (to == order.length
          || events.row(order[to]) != events.row(event)
          || events.value(order[to]) != events.value(event)) {
        visitor.value(events.row(event), events.value(event), to - from);
        from = to;
      }
    }
  }

  /**
   * How many events of {@code rows} are selected, with or without the property.
   *
   * @param query what it measures and tests is not looked at
   * @param rows a row mask; not changed
   */
  public static long countEvents(
      EventView view, EventQuery query, long[] rows, EventScratch scratch) {
    scratch.begin();
    EventQuery all =
        new EventQuery(
            query.range(),
            query.filter(),
            MeasureSpec.COUNT,
            query.result(),
            query.occurrence(),
            query.among());
    EventScan scan = new EventScan(view, all, rows, scratch);
    if (scan.blocks().isEmpty() || RowMask.isEmpty(rows)) {
      return 0;
    }
    long[] total = new long[1];
    EventFeed feed = scan.feed(false);
    RowSelection selection = RowSelection.of(rows);
    for (EventBlock block : scan.blocks()) {
      feed.feed(block, selection, (eventRows, from, count, values, times) -> total[0] += count);
    }
    return total[0];
  }
}
