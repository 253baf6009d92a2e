// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Finds the rows of a chunk whose events hold a sequence.
 *
 * <p>Only rows with an event for every step are looked at, which costs a scan a step. Their events
 * of all types concerned are gathered, sorted by row and time, and matched row by row.
 */
public final class SequenceScan {

  /** Events to be sorted at a time: under a megabyte, so that sorting stays in the cache. */
  private static final long GATHERED_EVENTS = 1 << 15;

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
    Map<Integer, List<PatternFeed.Marked>> patterns = patternsByType();
    long events = 0;
    for (int type : patterns.keySet()) {
      events += views.apply(type).eventCount();
    }
    long expected = events * RowMask.cardinality(result) / RowMask.ROWS;
    int parts = (int) Math.min(RowMask.WORDS, expected / GATHERED_EVENTS + 1);
    int words = (RowMask.WORDS + parts - 1) / parts;
    EventGather gathered = new EventGather();
    SequenceMatcher matcher = new SequenceMatcher(query);
    for (int from = 0; from < RowMask.WORDS; from += words) {
      int to = Math.min(RowMask.WORDS, from + words);
      long[] part = RowMask.create();
      System.arraycopy(result, from, part, from, to - from);
      if (!RowMask.isEmpty(part)) {
        gathered.clear();
        gather(patterns, RowSelection.of(part), gathered);
        Arrays.fill(result, from, to, 0);
        matchGathered(gathered, matcher, result);
      }
    }
  }

  private void gather(
      Map<Integer, List<PatternFeed.Marked>> patterns, RowSelection rows, EventGather gathered) {
    for (Map.Entry<Integer, List<PatternFeed.Marked>> entry : patterns.entrySet()) {
      PatternFeed feed = new PatternFeed(entry.getValue(), scratch);
      EventView view = views.apply(entry.getKey());
      for (int i = 0; i < view.blockCount(); i++) {
        feed.feed(view.block(i), rows, gathered);
      }
    }
  }

  private static void matchGathered(EventGather gathered, SequenceMatcher matcher, long[] result) {
    int row = -1;
    matcher.clear();
    for (int event : gathered.byRowAndTime()) {
      if (gathered.row(event) != row) {
        if (row >= 0 && matcher.matches()) {
          RowMask.add(result, row);
        }
        row = gathered.row(event);
        matcher.clear();
      }
      matcher.add(gathered.time(event), gathered.value(event));
    }
    if (row >= 0 && matcher.matches()) {
      RowMask.add(result, row);
    }
  }

  private Map<Integer, List<PatternFeed.Marked>> patternsByType() {
    Map<Integer, List<PatternFeed.Marked>> patterns = new LinkedHashMap<>();
    for (int step = 0; step < query.steps().size(); step++) {
      SequenceQuery.Step current = query.steps().get(step);
      put(patterns, current.event(), SequenceQuery.stepMark(step));
      for (SequencePattern excluded : current.without()) {
        put(patterns, excluded, query.withoutMark(step));
      }
    }
    SequenceQuery.Inaction inaction = query.inaction();
    if (inaction != null) {
      put(patterns, inaction.event(), query.inactionMark());
    }
    return patterns;
  }

  private static void put(
      Map<Integer, List<PatternFeed.Marked>> patterns, SequencePattern pattern, long mark) {
    patterns
        .computeIfAbsent(pattern.eventType(), type -> new ArrayList<>())
        .add(new PatternFeed.Marked(pattern, mark));
  }
}
