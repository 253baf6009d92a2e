// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.RowMask;
import org.jspecify.annotations.Nullable;

/**
 * Selects events of a block, by time, filter and row, and hands those that have the measured
 * property to a sink: 1,024 at a time, moved together so that a sink is one plain loop.
 *
 * <p>Confined to one thread and one query. Allocates nothing.
 */
final class EventFeed {

  /** Looking one row up in a run costs about as much as reading this many of its events. */
  static final int ROW_SEARCH_EVENTS = 48;

  private final TimeRange range;
  private final EventFilterNode filter;
  private final boolean filtered;

  /** Whether the filter costs less than looking at times: it reads nothing but the event. */
  private final boolean filteredFirst;

  /** The filter, if it wants one code of a property; else null. */
  private final @Nullable CodeFilter codeFilter;

  /** -1 if the measure looks at no property. */
  private final int property;

  private final boolean withTimes;

  /** Null if events are selected whether or not their row has earlier or later ones. */
  private final @Nullable EdgeTimes edges;

  private final EventScratch scratch;
  private boolean touching;

  /**
   * A feed of what {@code query} selects.
   *
   * @param withTimes whether the sink looks at times
   * @param edges the instants that events must have happened at, or null for any
   */
  EventFeed(EventQuery query, boolean withTimes, @Nullable EdgeTimes edges, EventScratch scratch) {
    this.range = query.range();
    this.filter = query.filter();
    this.filtered = !filter.equals(EventFilterNode.ALL);
    this.filteredFirst = filtered && filter.attributesRead() == 0;
    this.codeFilter = filteredFirst && !withTimes && edges == null ? CodeFilter.of(filter) : null;
    this.property = query.measure().hasProperty() ? query.measure().property() : -1;
    this.withTimes = withTimes;
    this.edges = edges;
    this.scratch = scratch;
  }

  /** From now on marks the rows of events as touched before it hands them over. */
  void touchRows() {
    touching = true;
  }

  /** Whether all events of {@code block} are selected, whatever they hold. */
  boolean takesWhole(EventBlock block) {
    return !filtered && property < 0 && edges == null && isInside(block);
  }

  /** Whether all events of {@code run} are selected and measured by a value that they all have. */
  private boolean takesAllValues(EventRun run) {
    return !filtered
        && property >= 0
        && !withTimes
        && edges == null
        && run.isComplete(property)
        && isInside(run);
  }

  private boolean handPacked(EventRun run, EventSink sink) {
    RunColumn column = run.columns()[property];
    if (column == null || !sink.acceptPacked(run.rows(), run.eventCount(), column.values())) {
      return false;
    }
    if (touching) {
      scratch.touch(run.rows(), 0, run.eventCount());
    }
    return true;
  }

  /** Whether {@code block} may have selected events. O(size of the filter). */
  boolean concerns(EventBlock block) {
    return !range.isEmpty()
        && block.maxTime() >= range.fromMillis()
        && block.minTime() < range.toMillis()
        && (property < 0 || block.hasProperty(property))
        && filter.mayPass(block);
  }

  /**
   * Hands the selected events of {@code block} over, in their order in it.
   *
   * @param only the rows wanted, or null for all
   */
  void feed(EventBlock block, @Nullable RowSelection only, EventSink sink) {
    if (only == null) {
      feed(block, 0, block.eventCount(), null, sink);
    } else if (block instanceof EventRun run) {
      int from = run.lowerBound(only.firstRow(), 0);
      int to = run.lowerBound(only.lastRow() + 1, from);
      if ((long) only.count() * ROW_SEARCH_EVENTS < to - from) {
        feedRows(run, from, only.mask(), sink);
      } else {
        feed(run, from, to, only.mask(), sink);
      }
    } else {
      feed(block, 0, block.eventCount(), only.mask(), sink);
    }
  }

  private void feedRows(EventRun run, int start, long[] mask, EventSink sink) {
    int from = start;
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = mask[w]; bits != 0; bits &= bits - 1) {
        int row = (w << 6) + Long.numberOfTrailingZeros(bits);
        from = run.lowerBound(row, from);
        int to = from;
        while (to < run.eventCount() && run.row(to) == row) {
          to++;
        }
        feed(run, from, to, null, sink);
        from = to;
      }
    }
  }

  private void feed(EventBlock block, int from, int to, long @Nullable [] mask, EventSink sink) {
    if (from == to) {
      return;
    }
    boolean inside = isInside(block);
    if (mask == null && takesWhole(block) && !withTimes) {
      hand(block.rows(), from, to - from, sink);
      return;
    }
    if (mask == null
        && block instanceof EventRun run
        && to - from == run.eventCount()
        && takesAllValues(run)
        && handPacked(run, sink)) {
      return;
    }
    if (mask == null
        && inside
        && codeFilter != null
        && block instanceof EventRun run
        && to - from == run.eventCount()) {
      CodePostings postings = codeFilter.postings(run);
      if (postings != null) {
        feedListed(run, codeFilter, postings, sink);
        return;
      }
    }
    for (int base = from; base < to; base += EventBlock.BATCH_EVENTS) {
      int count = Math.min(EventBlock.BATCH_EVENTS, to - base);
      feedBatch(block, base, count, inside, mask, sink);
    }
  }

  private void feedListed(EventRun run, CodeFilter wanted, CodePostings postings, EventSink sink) {
    char[] events = scratch.events;
    int to = wanted.to(postings);
    for (int from = wanted.from(postings); from < to; from += events.length) {
      int listed = Math.min(events.length, to - from);
      System.arraycopy(postings.events(), from, events, 0, listed);
      int count = wanted.retain(run, events, listed);
      if (property >= 0) {
        count = takeValues(run, events, count);
      }
      char[] rows = run.rows();
      for (int i = 0; i < count; i++) {
        scratch.rows[i] = rows[events[i]];
      }
      if (count > 0) {
        hand(scratch.rows, 0, count, sink);
      }
    }
  }

  private int takeValues(EventRun run, char[] events, int count) {
    RunColumn column = run.column(property);
    if (column == null) {
      return 0;
    }
    int kept = CodeFilter.retainPresent(column, events, count);
    for (int i = 0; i < kept; i++) {
      scratch.values[i] = column.values().get(events[i]);
    }
    return kept;
  }

  private void feedBatch(
      EventBlock block,
      int from,
      int count,
      boolean inside,
      long @Nullable [] rowMask,
      EventSink sink) {
    scratch.beginBatch();
    long[] selection = scratch.selection;
    BatchMask.fill(selection, count);
    if (rowMask != null) {
      BatchMask.retainRows(selection, block.rows(), from, count, rowMask);
      if (BatchMask.isEmpty(selection)) {
        return;
      }
    }
    if (filteredFirst) {
      filter.retain(block, from, count, selection, scratch);
      if (BatchMask.isEmpty(selection)) {
        return;
      }
    }
    boolean withoutTimes = !withTimes && edges == null;
    if (!inside && withoutTimes && BatchMask.isSparse(selection, count)) {
      probeTimes(block, from, count, selection);
    } else if (!inside && withoutTimes && block instanceof EventRun run) {
      PackedRange.retain(
          run.times(),
          range.fromMillis(),
          range.toMillis() - 1,
          from,
          count,
          selection,
          scratch.filterValues);
    } else if (!inside || !withoutTimes) {
      long[] times = scratch.times(block, from, count);
      if (!inside) {
        retainTimes(selection, times, count);
      }
      if (edges != null) {
        edges.retain(selection, block.rows(), from, count, times);
      }
    }
    if (filtered && !filteredFirst) {
      filter.retain(block, from, count, selection, scratch);
    }
    if (property >= 0) {
      block.retainPresent(property, from, count, selection);
    }
    int selected = BatchMask.cardinality(selection);
    if (selected == count) {
      if (property >= 0) {
        block.loadValues(property, from, count, scratch.values);
      }
      hand(block.rows(), from, count, sink);
    } else if (selected > 0) {
      moveTogether(block, from, count);
      hand(scratch.rows, 0, selected, sink);
    }
  }

  private void hand(char[] rows, int from, int count, EventSink sink) {
    if (touching) {
      scratch.touch(rows, from, count);
    }
    sink.accept(rows, from, count, scratch.values, scratch.times);
  }

  private void retainTimes(long[] selection, long[] times, int count) {
    long from = range.fromMillis();
    long width = range.toMillis() - 1 - from;
    for (int base = 0; base < count; base += 64) {
      long kept = 0;
      for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
        kept |= RowMask.bitIfWithin(times[base + i] - from, width) << i;
      }
      selection[base >>> 6] &= kept;
    }
  }

  private void probeTimes(EventBlock block, int from, int count, long[] selection) {
    for (int base = 0; base < count; base += 64) {
      long kept = 0;
      for (long bits = selection[base >>> 6]; bits != 0; bits &= bits - 1) {
        int i = Long.numberOfTrailingZeros(bits);
        long time = block.time(from + base + i);
        kept |= time >= range.fromMillis() && time < range.toMillis() ? 1L << i : 0L;
      }
      selection[base >>> 6] = kept;
    }
  }

  /** Moves the selected events to the front of the buffers. */
  private void moveTogether(EventBlock block, int from, int count) {
    long[] selection = scratch.selection;
    boolean sparse = BatchMask.isSparse(selection, count);
    BatchMove.chars(block.rows(), from, count, selection, sparse, scratch.rows);
    if (withTimes) {
      BatchMove.longs(scratch.times, count, selection, sparse);
    }
    if (property >= 0 && sparse) {
      takeValues(block, from, count);
    } else if (property >= 0) {
      block.loadValues(property, from, count, scratch.values);
      BatchMove.longs(scratch.values, count, selection, false);
    }
  }

  private void takeValues(EventBlock block, int from, int count) {
    int next = 0;
    for (int base = 0; base < count; base += 64) {
      for (long bits = scratch.selection[base >>> 6]; bits != 0; bits &= bits - 1) {
        int event = from + base + Long.numberOfTrailingZeros(bits);
        scratch.values[next++] = block.value(property, event);
      }
    }
  }

  private boolean isInside(EventBlock block) {
    return block.minTime() >= range.fromMillis() && block.maxTime() < range.toMillis();
  }
}
