// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
      TimeRange range = pattern.range();
      EventQuery some = new EventQuery(range, pattern.filter(), MeasureSpec.COUNT, SOME);
      EventScan.evaluate(views.apply(pattern.eventType()), some, rows, rows, scratch);
    }
  }

  private void match(long[] result) {
    long[] rows = result.clone();
    RowMask.clear(result);
    SequenceMatcher matcher = new SequenceMatcher(query);
    PatternScan.forEachRow(
        views,
        patterns(),
        query.keys(),
        rows,
        scratch,
        (row, events) -> {
          if (!RowMask.contains(result, row) && matcher.matches(events)) {
            RowMask.add(result, row);
          }
        });
  }

  private List<MarkedPattern> patterns() {
    List<MarkedPattern> patterns = new ArrayList<>();
    for (int step = 0; step < query.steps().size(); step++) {
      SequenceQuery.Step current = query.steps().get(step);
      patterns.add(new MarkedPattern(current.event(), SequenceQuery.stepMark(step)));
      for (SequencePattern excluded : current.without()) {
        patterns.add(new MarkedPattern(excluded, query.withoutMark(step)));
      }
    }
    SequenceQuery.Inaction inaction = query.inaction();
    if (inaction != null) {
      patterns.add(new MarkedPattern(inaction.event(), query.inactionMark()));
    }
    return patterns;
  }
}
