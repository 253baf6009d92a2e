// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Visits, row by row, the events that match some of several patterns, in order of time; if they are
 * kept apart by a key, those of each key by themselves.
 *
 * <p>The events of a part of the rows at a time are gathered and sorted. About 20 to 100 ns an
 * event.
 */
public final class PatternScan {

  /** Events to be sorted at a time: under a megabyte, so that sorting stays in the cache. */
  private static final long GATHERED_EVENTS = 1 << 15;

  /** Takes the events of one row, one call a row, or one for each of its keys. */
  public interface Visitor {
    /**
     * Looks at one row with at least one event. Calls for one row follow each other.
     *
     * @param events valid during the call
     */
    void row(int row, MarkedEvents events);
  }

  private PatternScan() {}

  /**
   * Visits the rows of {@code rows} that have a matching event, in ascending order.
   *
   * @param views the events by type
   * @param patterns what to look for
   * @param rows a row mask; not changed
   * @param scratch told by {@link EventScratch#attributesFrom} where filters read attributes
   */
  public static void forEachRow(
      IntFunction<EventView> views,
      List<MarkedPattern> patterns,
      long[] rows,
      EventScratch scratch,
      Visitor visitor) {
    forEachRow(views, patterns, Map.of(), rows, scratch, visitor);
  }

  /**
   * The same, with the events of each key of a row by themselves.
   *
   * @param keys by type, of all types of {@code patterns}: events without it are left out; empty if
   *     events are not to be kept apart
   */
  public static void forEachRow(
      IntFunction<EventView> views,
      List<MarkedPattern> patterns,
      Map<Integer, EventKey> keys,
      long[] rows,
      EventScratch scratch,
      Visitor visitor) {
    Map<Integer, List<MarkedPattern>> byType = new LinkedHashMap<>();
    for (MarkedPattern pattern : patterns) {
      byType.computeIfAbsent(pattern.pattern().eventType(), type -> new ArrayList<>()).add(pattern);
    }
    long events = 0;
    for (int type : byType.keySet()) {
      events += views.apply(type).eventCount();
    }
    long expected = events * RowMask.cardinality(rows) / RowMask.ROWS;
    int parts = (int) Math.min(RowMask.WORDS, expected / GATHERED_EVENTS + 1);
    int words = (RowMask.WORDS + parts - 1) / parts;
    EventGather gathered = new EventGather();
    for (int from = 0; from < RowMask.WORDS; from += words) {
      int to = Math.min(RowMask.WORDS, from + words);
      long[] part = RowMask.create();
      System.arraycopy(rows, from, part, from, to - from);
      if (!RowMask.isEmpty(part)) {
        gathered.clear();
        RowSelection selection = RowSelection.of(part);
        byType.forEach(
            (type, sought) ->
                gather(
                    views.apply(type),
                    new PatternFeed(sought, keys.get(type), scratch),
                    selection,
                    gathered));
        if (keys.isEmpty()) {
          visit(gathered, visitor);
        } else {
          visitByKey(gathered, visitor);
        }
      }
    }
  }

  private static void gather(
      EventView view, PatternFeed feed, RowSelection rows, EventGather gathered) {
    for (int i = 0; i < view.blockCount(); i++) {
      feed.feed(view.block(i), rows, gathered);
    }
  }

  private static void visit(EventGather gathered, Visitor visitor) {
    int[] order = gathered.byRowAndTime();
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      int row = gathered.row(order[from]);
      if (to == order.length || gathered.row(order[to]) != row) {
        visitor.row(row, new MarkedEvents(gathered, order, from, to));
        from = to;
      }
    }
  }

  private static void visitByKey(EventGather gathered, Visitor visitor) {
    int[] order = gathered.byRowKeyAndTime();
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      int row = gathered.row(order[from]);
      if (to == order.length
          || gathered.row(order[to]) != row
          || gathered.key(order[to]) != gathered.key(order[from])) {
        visitor.row(row, new MarkedEvents(gathered, order, from, to));
        from = to;
      }
    }
  }
}
