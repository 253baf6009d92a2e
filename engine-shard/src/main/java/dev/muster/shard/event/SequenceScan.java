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
 * <p>Rows in which some step never follows the one before are ruled out first, by a scan of both
 * steps in order of time ({@link FollowScan}); where a sequence asks for no more than that, the
 * scan decides it. Of the rows left, the events of all types concerned are gathered, sorted by row
 * and time, and matched row by row; if they have to share a key, the events of each key of a row by
 * themselves.
 */
public final class SequenceScan {

  private static final ResultTest SOME =
      new ResultTest.Code(new LongTest.Range(1, Long.MAX_VALUE), false);

  /** With at most this many candidates, 1 row in 16, only their events are looked at. */
  private static final int FEW_ROWS_MAX = RowMask.ROWS / 16;

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
    scratch.begin();
    SequenceScan scan = new SequenceScan(views, query, scratch);
    RowMask.copy(candidates, result);
    if (RowMask.cardinality(candidates) <= FEW_ROWS_MAX) {
      scan.retainRowsWithAllSteps(result);
      scan.match(result);
    } else if (query.isDecidedByFollowing()) {
      long[] doubtful = RowMask.create();
      FollowScan.retain(query, 1, views, result, doubtful, scratch);
      scan.match(doubtful);
      RowMask.or(result, doubtful);
    } else {
      scan.retainRowsWithAllSteps(result);
      scan.retainRowsInOrder(result);
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

  /** Removes rows where some step never follows the one before: much less than matching costs. */
  private void retainRowsInOrder(long[] rows) {
    long[] doubtful = RowMask.create();
    for (int step = 1; step < query.steps().size(); step++) {
      if (RowMask.isEmpty(rows)) {
        return;
      }
      if (query.isApart(step)) {
        FollowScan.retain(query, step, views, rows, doubtful, scratch);
        RowMask.or(rows, doubtful);
      }
    }
  }

  /** Removes the rows without an event that {@code pattern} looks for. */
  static void retainRowsWith(
      SequencePattern pattern, IntFunction<EventView> views, long[] rows, EventScratch scratch) {
    TimeRange range = pattern.range();
    EventQuery some = new EventQuery(range, pattern.filter(), MeasureSpec.COUNT, SOME);
    EventScan.evaluate(views.apply(pattern.eventType()), some, rows, rows, scratch);
  }

  /** Keeps the rows whose events hold the sequence. */
  private void match(long[] result) {
    if (RowMask.isEmpty(result)) {
      return;
    }
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
