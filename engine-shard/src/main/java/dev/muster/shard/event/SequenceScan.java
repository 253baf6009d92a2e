// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Finds the rows of a chunk whose events hold a sequence.
 *
 * <p>Only rows with an event for every step are looked at, which costs a scan a step. Their events
 * of all types concerned are gathered, sorted by row and time, and matched row by row; if they have
 * to share a key, the events of each key of a row by themselves.
 */
public final class SequenceScan {

  private static final ResultTest SOME =
      new ResultTest.Code(new LongTest.Range(1, Long.MAX_VALUE), false);

  private final IntFunction<EventView> views;
  private final SequenceQuery query;
  private final EventScratch scratch;

  private SequenceScan(IntFunction<EventView> views, SequenceQuery query, EventScratch scratch) {
    this.views = views;
    this.query = query;
    this.scratch = scratch;
  }

  /**
   * Sets {@code result} to those rows of {@code candidates} whose events hold the sequence.
   *
   * @param views the events by type
   * @param candidates a row mask
   * @param result a row mask, overwritten completely; may be {@code candidates} itself
   */
  public static void evaluate(
      IntFunction<EventView> views,
      SequenceQuery query,
      long[] candidates,
      long[] result,
      EventScratch scratch) {
    SequenceScan scan = new SequenceScan(views, query, scratch);
    RowMask.copy(candidates, result);
    scan.retainRowsWithAllSteps(result);
    if (!RowMask.isEmpty(result)) {
      scan.match(result);
    }
  }

  private void retainRowsWithAllSteps(long[] rows) {
    Set<SequencePattern> different = new LinkedHashSet<>();
    query.steps().forEach(step -> different.add(step.event()));
    for (SequencePattern pattern : different) {
      if (RowMask.isEmpty(rows)) {
        return;
      }
      retainRowsWith(pattern, views, rows, scratch);
    }
  }

  /** Removes the rows without an event that {@code pattern} looks for. */
  static void retainRowsWith(
      SequencePattern pattern, IntFunction<EventView> views, long[] rows, EventScratch scratch) {
    TimeRange range = pattern.range();
    EventQuery some = new EventQuery(range, pattern.filter(), MeasureSpec.COUNT, SOME);
    EventScan.evaluate(views.apply(pattern.eventType()), some, rows, rows, scratch);
  }

  private void match(long[] result) {
    long[] rows = result.clone();
    RowMask.clear(result);
    SequenceMatcher matcher = new SequenceMatcher(query);
    PatternScan.forEachRow(
        views,
        query.patterns(),
        query.keys(),
        rows,
        scratch,
        (row, events) -> {
          if (!RowMask.contains(result, row) && matcher.matches(events)) {
            RowMask.add(result, row);
          }
        });
  }
}
