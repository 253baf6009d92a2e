// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.RowMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows with any event in a range of time.
 *
 * <p>Of groups inside the range the masks are united, 0.1 us each; the events of other runs are
 * marked one by one, and their times compared only if the range cuts the run. Confined to one
 * thread and one query; allocates nothing unless few candidates are looked up in long runs.
 */
final class EventUnion {

  /** Runs with fewer events are gone through whole, however few candidates there are. */
  private static final int LONG_RUN_EVENTS = 4_096;

  private final long fromMillis;

  /** One less than the length of the range. */
  private final long width;

  private final long lastMillis;
  private final long[] candidates;
  private final EventScratch scratch;
  private final long[] target;

  /** The candidates, once they have been asked for and if there is any. */
  private @Nullable RowSelection selection;

  private EventUnion(TimeRange range, long[] candidates, EventScratch scratch, long[] target) {
    this.fromMillis = range.fromMillis();
    this.lastMillis = range.toMillis() - 1;
    this.width = lastMillis - fromMillis;
    this.candidates = candidates;
    this.scratch = scratch;
    this.target = target;
  }

  /**
   * Adds those of {@code candidates}, and perhaps other rows, that have an event in {@code range}
   * to {@code target}: whether a row that is no candidate is added means nothing.
   */
  static void add(
      EventView view, TimeRange range, long[] candidates, EventScratch scratch, long[] target) {
    if (range.isEmpty()) {
      return;
    }
    EventUnion union = new EventUnion(range, candidates, scratch, target);
    union.add(view.sealed().groups());
    if (view.tailSize() > 0) {
      union.addTail(view);
    }
  }

  private void add(RunGroup group) {
    if (group.maxTime() < fromMillis || group.minTime() > lastMillis) {
      return;
    }
    long[] mask = group.rowMask();
    if (mask != null && isInside(group.minTime(), group.maxTime())) {
      RowMask.or(target, mask);
      return;
    }
    List<RunGroup> groups = group.groups();
    for (int i = 0; i < groups.size(); i++) {
      add(groups.get(i));
    }
    List<EventRun> runs = group.runs();
    for (int i = 0; i < runs.size(); i++) {
      EventRun run = runs.get(i);
      if (run.maxTime() >= fromMillis && run.minTime() <= lastMillis) {
        add(run);
      }
    }
  }

  private void add(EventRun run) {
    boolean inside = isInside(run.minTime(), run.maxTime());
    int count = run.eventCount();
    if (count > LONG_RUN_EVENTS) {
      RowSelection only = selection();
      if ((long) only.count() * EventFeed.ROW_SEARCH_EVENTS < count) {
        addRows(run, only.mask());
        return;
      }
    }
    if (inside) {
      RowMarks.mark(run.rows(), 0, count, target);
      return;
    }
    for (int from = 0; from < count; from += EventBlock.BATCH_EVENTS) {
      int size = Math.min(EventBlock.BATCH_EVENTS, count - from);
      run.loadTimes(from, size, scratch.times);
      addWithin(run.rows(), from, size, scratch.times);
    }
  }

  private void addTail(EventView view) {
    EventTail tail = view.tail();
    if (view.tailMaxTime() < fromMillis || view.tailMinTime() > lastMillis) {
      return;
    }
    if (isInside(view.tailMinTime(), view.tailMaxTime())) {
      RowMarks.mark(tail.rows, 0, view.tailSize(), target);
    } else {
      addWithin(tail.rows, 0, view.tailSize(), tail.times);
    }
  }

  /** Adds the rows of those events whose time, {@code times} from 0 on, is in the range. */
  private void addWithin(char[] rows, int from, int count, long[] times) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      target[row >>> 6] |= RowMask.bitIfWithin(times[i] - fromMillis, width) << row;
    }
  }

  private void addRows(EventRun run, long[] mask) {
    int from = 0;
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = mask[w]; bits != 0; bits &= bits - 1) {
        int row = (w << 6) + Long.numberOfTrailingZeros(bits);
        from = run.lowerBound(row, from);
        while (from < run.eventCount() && run.row(from) == row) {
          long distance = run.time(from) - fromMillis;
          target[w] |= RowMask.bitIfWithin(distance, width) << row;
          from++;
        }
      }
    }
  }

  private RowSelection selection() {
    RowSelection found = selection;
    if (found == null) {
      found = RowSelection.of(candidates);
      selection = found;
    }
    return found;
  }

  private boolean isInside(long minTime, long maxTime) {
    return minTime >= fromMillis && maxTime <= lastMillis;
  }
}
