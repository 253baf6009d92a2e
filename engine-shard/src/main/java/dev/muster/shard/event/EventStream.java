// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;

/**
 * Hands over the events that match a pattern, up to 1,024 at a time and in no order: for what is
 * counted or added up without looking at a profile's events together. Sorts and copies nothing.
 */
public final class EventStream {

  private static final ResultTest UNTESTED = new ResultTest.Code(LongTest.Range.NEVER, false);

  /** Takes some of the events. */
  public interface Visitor {
    /**
     * Takes {@code count} events, with rows from {@code from} on and values and times from 0 on.
     *
     * @param rows must not be written to
     * @param values codes of the measured property; mean nothing if there is none
     */
    void events(char[] rows, int from, int count, long[] values, long[] times);
  }

  private EventStream() {}

  /**
   * Hands over the events of {@code view} that match {@code pattern} and belong to {@code rows}.
   *
   * @param measure {@link MeasureSpec#COUNT}, or one of a property: then only events that have it
   *     are handed over
   * @param rows a row mask with at least one row; must stay as it is meanwhile
   */
  public static void forEach(
      EventView view,
      SequencePattern pattern,
      MeasureSpec measure,
      long[] rows,
      EventScratch scratch,
      Visitor visitor) {
    EventQuery query = new EventQuery(pattern.range(), pattern.filter(), measure, UNTESTED);
    EventFeed feed = new EventFeed(query, true, null, scratch);
    RowSelection selection = RowSelection.of(rows);
    EventSink sink = visitor::events;
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      if (feed.concerns(block)) {
        feed.feed(block, selection, sink);
      }
    }
  }
}
