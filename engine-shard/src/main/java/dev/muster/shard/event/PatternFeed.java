// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events of one type that any of several patterns looks for, marked with all that they
 * match: each event comes once. Confined to one thread and one query.
 */
final class PatternFeed {

  private final List<MarkedPattern> patterns;
  private final @Nullable EventKey key;
  private final EventScratch scratch;
  private final List<MarkedPattern> concerned = new ArrayList<>();

  /**
   * A feed of events that match some of {@code patterns}, all of one type.
   *
   * @param key what is handed over with the events, leaving out those that have none, or null
   */
  PatternFeed(List<MarkedPattern> patterns, @Nullable EventKey key, EventScratch scratch) {
    this.patterns = patterns;
    this.key = key;
    this.scratch = scratch;
  }

  /** Hands over the events of {@code block} and the rows {@code only}, marks as their values. */
  void feed(EventBlock block, RowSelection only, EventGather sink) {
    concerned.clear();
    if (key != null && !block.hasProperty(key.property())) {
      return;
    }
    for (MarkedPattern marked : patterns) {
      SequencePattern pattern = marked.pattern();
      if (!pattern.range().isEmpty()
          && block.maxTime() >= pattern.range().fromMillis()
          && block.minTime() < pattern.range().toMillis()
          && pattern.filter().mayPass(block)) {
        concerned.add(marked);
      }
    }
    if (concerned.isEmpty()) {
      return;
    }
    if (!(block instanceof EventRun run)) {
      feed(block, 0, block.eventCount(), only.mask(), sink);
      return;
    }
    int from = run.lowerBound(only.firstRow(), 0);
    int to = run.lowerBound(only.lastRow() + 1, from);
    if ((long) only.count() * EventFeed.ROW_SEARCH_EVENTS >= to - from) {
      feed(run, from, to, only.mask(), sink);
      return;
    }
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = only.mask()[w]; bits != 0; bits &= bits - 1) {
        int row = (w << 6) + Long.numberOfTrailingZeros(bits);
        int first = run.lowerBound(row, from);
        from = run.lowerBound(row + 1, first);
        feed(run, first, from, only.mask(), sink);
      }
    }
  }

  private void feed(EventBlock block, int from, int to, long[] rows, EventGather sink) {
    for (int base = from; base < to; base += EventBlock.BATCH_EVENTS) {
      feedBatch(block, base, Math.min(EventBlock.BATCH_EVENTS, to - base), rows, sink);
    }
  }

  private void feedBatch(EventBlock block, int from, int count, long[] rows, EventGather sink) {
    scratch.beginBatch();
    long[] selection = scratch.selection;
    BatchMask.fill(selection, count);
    BatchMask.retainRows(selection, block.rows(), from, count, rows);
    if (key != null) {
      block.retainPresent(key.property(), from, count, selection);
    }
    if (BatchMask.isEmpty(selection)) {
      return;
    }
    long[] times = scratch.times(block, from, count);
    long[] marks = scratch.values;
    Arrays.fill(marks, 0, count, 0);
    for (MarkedPattern marked : concerned) {
      SequencePattern pattern = marked.pattern();
      long[] matching = scratch.borrowMask(selection);
      pattern.filter().retain(block, from, count, matching, scratch);
      for (int w = 0; w < BatchMask.WORDS; w++) {
        for (long bits = matching[w]; bits != 0; bits &= bits - 1) {
          int i = (w << 6) + Long.numberOfTrailingZeros(bits);
          marks[i] |= pattern.range().contains(times[i]) ? marked.mark() : 0;
        }
      }
      scratch.giveBackMasks(1);
    }
    if (key == null) {
      sink.accept(scratch.rows, 0, compact(block, from, count, times), marks, times);
    } else {
      block.loadValues(key.property(), from, count, scratch.keys);
      int kept = compact(block, from, count, times, key);
      sink.accept(scratch.rows, kept, marks, times, scratch.keys);
    }
  }

  /** Moves the marked events together; how many there are. */
  private int compact(EventBlock block, int from, int count, long[] times) {
    long[] marks = scratch.values;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      scratch.rows[kept] = block.rows()[from + i];
      times[kept] = times[i];
      marks[kept] = marks[i];
      kept += marks[i] == 0 ? 0 : 1;
    }
    return kept;
  }

  /** Moves the marked events with a key that others can have together; how many there are. */
  private int compact(EventBlock block, int from, int count, long[] times, EventKey shared) {
    long[] marks = scratch.values;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (marks[i] != 0 && shared.retain(scratch.keys, i)) {
        scratch.rows[kept] = block.rows()[from + i];
        times[kept] = times[i];
        scratch.keys[kept] = scratch.keys[i];
        marks[kept] = marks[i];
        kept++;
      }
    }
    return kept;
  }
}
