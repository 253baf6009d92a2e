// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.List;

/**
 * All events of one series, each as one word of the caller's making, in order of (row, time,
 * arrival): some rows after the others, so that no more than about 65,536 events are in memory at
 * once, or those of one row if it has more.
 *
 * <pre>{@code
 * while (events.next()) {
 *   for (int i = 0; i < events.count(); i++) {
 *     events.row(i), events.time(i), events.word(i)
 *   }
 * }
 * }</pre>
 *
 * <p>Some 30 to 60 ns an event and what the words cost. Confined to one thread; valid as long as
 * the view it came from.
 */
public final class EventsByRow {

  /** Makes the words. */
  @FunctionalInterface
  public interface Words {
    /**
     * Puts one word for each of the events {@code from .. from + count} into {@code words}.
     *
     * @param count at most {@link EventBlock#BATCH_EVENTS}
     * @param times of these events
     */
    void fill(EventBlock block, int from, int count, long[] times, long[] words);
  }

  /** Events aimed at: 1.7 MiB with room to sort them, which most second-level caches hold. */
  private static final int STEP_EVENTS = 1 << 16;

  private final Words words;
  private final List<EventRun> runs;

  /** By run: its first event that is not yet taken. */
  private final int[] cursors;

  private final int stepRows;
  private int nextRow;
  private final EventGather gather = new EventGather();
  private int[] order = {};

  private final long[] batchTimes = new long[EventBlock.BATCH_EVENTS];
  private final long[] batchWords = new long[EventBlock.BATCH_EVENTS];

  /** The events of {@code view} from the first row on. O(tail). */
  public EventsByRow(EventView view, Words words) {
    this(view, words, STEP_EVENTS);
  }

  EventsByRow(EventView view, Words words, int stepEvents) {
    this.words = words;
    this.runs = new ArrayList<>(view.runs());
    if (view.tailSize() > 0) {
      runs.add(sorted(view.tail(), view.tailSize()));
    }
    this.cursors = new int[runs.size()];
    long events = Math.max(1, view.eventCount());
    long rows = (long) RowMask.ROWS * stepEvents / events;
    this.stepRows = (int) Math.max(1, Math.min(RowMask.ROWS, rows));
  }

  /** The tail as one run more, the last to arrive; it belongs to no span of days. */
  private static EventRun sorted(EventTail tail, int size) {
    int[] order = EventOrder.sort(tail.rows, tail.times, size);
    return EventRun.of(tail, order, 0, size, new DaySpan(0, 0));
  }

  /** Goes on to the events of the next rows, which may be none; whether there were rows left. */
  public boolean next() {
    if (nextRow >= RowMask.ROWS) {
      return false;
    }
    nextRow += stepRows;
    gather.clear();
    // Runs of the same days stand in order of arrival, and a stable sort keeps it.
    for (int r = 0; r < cursors.length; r++) {
      EventRun run = runs.get(r);
      int end = run.lowerBound(nextRow, cursors[r]);
      take(run, cursors[r], end);
      cursors[r] = end;
    }
    order = gather.byRowAndTime();
    return true;
  }

  private void take(EventRun run, int start, int end) {
    for (int from = start; from < end; from += EventBlock.BATCH_EVENTS) {
      int count = Math.min(EventBlock.BATCH_EVENTS, end - from);
      run.loadTimes(from, count, batchTimes);
      words.fill(run, from, count, batchTimes, batchWords);
      gather.accept(run.rows(), from, count, batchWords, batchTimes);
    }
  }

  /** How many events the present rows have. */
  public int count() {
    return order.length;
  }

  /** Row of the present event {@code i}. */
  public int row(int i) {
    return gather.row(order[i]);
  }

  /** Time of the present event {@code i}. */
  public long time(int i) {
    return gather.time(order[i]);
  }

  /** Word of the present event {@code i}. */
  public long word(int i) {
    return gather.value(order[i]);
  }
}
