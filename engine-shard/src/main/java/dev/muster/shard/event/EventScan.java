// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Occurrence;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a chunk whose events measure up.
 *
 * <p>Blocks outside the time range are skipped, those inside are not looked at for time. With many
 * candidates all rows are measured, since asking for each event costs more than adding it; with few
 * only their events are looked up. About 1 to 2 ns an event, and 10 to 100 us a chunk to clear and
 * to test what was accumulated; less when few events are concerned.
 */
public final class EventScan {

  /** With at most this many candidates, 1 row in 64, only their events are looked at. */
  private static final int FEW_ROWS_MAX = RowMask.ROWS / 64;

  /** With at most this many events, their rows are marked, and only those tested and cleared. */
  private static final int FEW_EVENTS_MAX = RowMask.ROWS / 8;

  /** Events to be sorted at a time: under a megabyte, so that sorting stays in the cache. */
  private static final long GATHERED_EVENTS = 1 << 15;

  /** Well within 2^63, by more than rounding may add. */
  private static final double NARROW_SUM_MAX = 9e18;

  private final EventQuery query;
  private final EventScratch scratch;
  private final long[] candidates;
  private final List<EventBlock> blocks;
  private long events;

  /** The candidates if they are few. */
  private final @Nullable RowSelection few;

  /** Null if any occurrence is meant. */
  private final @Nullable EdgeTimes edges;

  EventScan(EventView view, EventQuery query, long[] candidates, EventScratch scratch) {
    this.query = query;
    this.scratch = scratch;
    this.candidates = candidates;
    this.blocks = new ArrayList<>(view.blockCount());
    boolean many = RowMask.hasMoreThan(candidates, FEW_ROWS_MAX);
    boolean any = many || !RowMask.isEmpty(candidates);
    this.few = any && !many ? RowSelection.of(candidates) : null;
    MeasureSpec measure = query.measure();
    boolean measurable = any && !(measure.hasProperty() && measure.property() < 0);
    this.edges =
        measurable && query.occurrence() != Occurrence.ANY ? edges(view, query, scratch) : null;
    if (measurable) {
      EventFeed feed = feed(false);
      for (int i = 0; i < view.blockCount(); i++) {
        if (view.mayLieIn(query.range(), i)) {
          EventBlock block = view.block(i);
          if (feed.concerns(block)) {
            blocks.add(block);
            events += block.eventCount();
          }
        }
      }
    }
  }

  /** First a pass over all events that can be the first or last: filter and window come later. */
  private EdgeTimes edges(EventView view, EventQuery query, EventScratch scratch) {
    EdgeTimes found = new EdgeTimes(scratch, query.occurrence());
    EventQuery all =
        new EventQuery(query.among(), EventFilterNode.ALL, MeasureSpec.COUNT, query.result());
    EventFeed feed = new EventFeed(all, true, null, scratch);
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      if (feed.concerns(block)) {
        feed.feed(block, few, found);
      }
    }
    return found;
  }

  /** The blocks that may have selected events; none if there is nothing to measure. */
  List<EventBlock> blocks() {
    return blocks;
  }

  EventFeed feed(boolean withTimes) {
    return new EventFeed(query, withTimes, edges, scratch);
  }

  /**
   * Sets {@code result} to those rows of {@code candidates} whose measured value passes; rows
   * without any event can be among them.
   *
   * @param candidates a row mask
   * @param result a row mask, overwritten completely; may be {@code candidates} itself
   */
  public static void evaluate(
      EventView view, EventQuery query, long[] candidates, long[] result, EventScratch scratch) {
    if (query.occurrence() != Occurrence.ANY) {
      EdgeScan.evaluate(view, query, candidates, result, scratch);
    } else if (query.asksOnlyWho() && query.isUnfiltered()) {
      RowMask.clear(scratch.present);
      EventUnion.add(view, query.range(), candidates, scratch, scratch.present);
      keep(candidates, scratch.present, query.result().passesWithoutValue(), result);
    } else {
      measure(view, query, candidates, result, scratch);
    }
  }

  /**
   * How many of {@code candidates} pass. As {@link #evaluate}, and less where it is not asked who
   * they are.
   *
   * @param spare a row mask, overwritten or not; not {@code candidates}
   */
  public static int count(
      EventView view, EventQuery query, long[] candidates, long[] spare, EventScratch scratch) {
    if (query.occurrence() != Occurrence.ANY || !query.asksOnlyWho()) {
      evaluate(view, query, candidates, spare, scratch);
      return RowMask.cardinality(spare);
    }
    boolean absent = query.result().passesWithoutValue();
    int present;
    if (query.isUnfiltered()) {
      RowMask.clear(scratch.present);
      EventUnion.add(view, query.range(), candidates, scratch, scratch.present);
      present = RowMask.andCardinality(candidates, scratch.present);
    } else {
      scratch.begin();
      EventScan scan = new EventScan(view, query, candidates, scratch);
      present = scan.mark(RowMarks.did(scratch, candidates)).markedCount();
    }
    return absent ? RowMask.cardinality(candidates) - present : present;
  }

  /** result := those candidates that are in {@code present}, or that are not. */
  static void keep(long[] candidates, long[] present, boolean absent, long[] result) {
    long flip = absent ? -1L : 0;
    for (int w = 0; w < RowMask.WORDS; w++) {
      result[w] = candidates[w] & (present[w] ^ flip);
    }
  }

  /** The same as {@link #evaluate}, by measuring. */
  static void measure(
      EventView view, EventQuery query, long[] candidates, long[] result, EventScratch scratch) {
    scratch.begin();
    EventScan scan = new EventScan(view, query, candidates, scratch);
    RowMeasure measure = scan.blocks.isEmpty() ? null : scan.measure();
    long withoutValue = query.result().passesWithoutValue() ? -1L : 0;
    if (measure == null) {
      for (int w = 0; w < RowMask.WORDS; w++) {
        result[w] = candidates[w] & withoutValue;
      }
    } else {
      if (result != candidates) {
        RowMask.copy(candidates, result);
      }
      measure.retainPassing(result, scratch.touched, withoutValue);
    }
  }

  /** Feeds all selected events; asks for blocks. */
  RowMeasure measure() {
    MeasureSpec spec = query.measure();
    if (query.result() instanceof ResultTest.Exact exact) {
      boolean average = spec.kind() == MeasureSpec.Kind.AVERAGE;
      double bound = sumBound();
      if (bound < SmallSumMeasure.SUM_MAX && !average) {
        return feedAll(new SmallSumMeasure(scratch, exact.narrow()));
      }
      if (bound < NARROW_SUM_MAX) {
        return feedAll(
            average ? SumMeasure.average(scratch, exact) : SumMeasure.sum(scratch, exact));
      }
      return feedAll(
          average ? WideSumMeasure.average(scratch, exact) : WideSumMeasure.sum(scratch, exact));
    }
    ResultTest.Code code = (ResultTest.Code) query.result();
    return switch (spec.kind()) {
      case COUNT -> count(code.test());
      case SUM, AVERAGE -> doubleSum(new DoubleSumMeasure(scratch, spec, code));
      case MINIMUM -> feedAll(ExtremeMeasure.minimum(scratch, code));
      case MAXIMUM -> feedAll(ExtremeMeasure.maximum(scratch, code));
      case DISTINCT -> distinct(code.test());
      case SPANS -> spans(code.test());
      case LATEST -> feedAll(ExtremeMeasure.latest(scratch, code), feed(true));
    };
  }

  private RowMeasure count(LongTest test) {
    if (!query.asksOnlyWho()) {
      return feedAll(
          test instanceof LongTest.Range range && SmallCountMeasure.suits(range)
              ? new SmallCountMeasure(scratch, range)
              : new CountMeasure(scratch, test));
    }
    return mark(
        test.test(0) ? RowMarks.didNot(scratch, candidates) : RowMarks.did(scratch, candidates));
  }

  private RowMarks mark(RowMarks marks) {
    EventFeed feed = feed(false);
    for (EventBlock block : blocks) {
      feed.feed(block, few, marks);
    }
    return marks;
  }

  private RowMeasure feedAll(RowMeasure measure) {
    return feedAll(measure, feed(false));
  }

  private RowMeasure feedAll(RowMeasure measure, EventFeed feed) {
    prepareTouched(feed);
    for (EventBlock block : blocks) {
      feed.feed(block, few, measure);
    }
    return measure;
  }

  private void prepareTouched(EventFeed feed) {
    if (few != null) {
      RowMask.copy(candidates, scratch.touched);
    } else if (events <= FEW_EVENTS_MAX) {
      feed.touchRows();
    } else {
      Arrays.fill(scratch.touched, -1L);
    }
  }

  private RowMeasure doubleSum(DoubleSumMeasure measure) {
    EventFeed feed = feed(true);
    prepareTouched(feed);
    List<EventBlock> byTime = new ArrayList<>(blocks);
    byTime.sort(Comparator.comparingLong(EventBlock::minTime));
    long maxTime = Long.MIN_VALUE;
    for (EventBlock block : byTime) {
      measure.beginBlock(block.minTime() <= maxTime);
      feed.feed(block, few, measure);
      maxTime = Math.max(maxTime, block.maxTime());
    }
    long[] unordered = measure.unordered();
    RowMask.and(unordered, candidates);
    if (!RowMask.isEmpty(unordered)) {
      // The blocks themselves stand in order of arrival where it matters.
      gather(unordered, true, events -> measure.addAgain(events, events.byRowAndTime()));
    }
    return measure;
  }

  private RowMeasure distinct(LongTest test) {
    int property = query.measure().property();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (EventBlock block : blocks) {
      min = Math.min(min, block.minValue(property));
      max = Math.max(max, block.maxValue(property));
    }
    if (Long.compareUnsigned(max - min, DistinctMeasure.CODES_MAX) < 0) {
      return feedAll(new DistinctMeasure(scratch, test));
    }
    RowMask.copy(candidates, scratch.touched);
    CountMeasure counts = new CountMeasure(scratch, test);
    gather(candidates, false, events -> countDistinct(events, counts));
    return counts;
  }

  private static void countDistinct(EventGather events, CountMeasure counts) {
    int row = -1;
    int distinct = 0;
    long value = 0;
    for (int event : events.byRowAndValue()) {
      if (events.row(event) != row) {
        row = events.row(event);
        distinct = 0;
      }
      if (distinct == 0 || events.value(event) != value) {
        value = events.value(event);
        counts.set(row, ++distinct);
      }
    }
  }

  private RowMeasure spans(LongTest test) {
    TimeSpans spans = query.measure().spans();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (EventBlock block : blocks) {
      min = Math.min(min, block.minTime());
      max = Math.max(max, block.maxTime());
    }
    LongUnaryOperator numbering = spans.numbering(min, max);
    RowMask.copy(candidates, scratch.touched);
    CountMeasure counts = new CountMeasure(scratch, test);
    gather(candidates, true, events -> countSpans(events, numbering, spans.eventsMin(), counts));
    return counts;
  }

  private static void countSpans(
      EventGather events, LongUnaryOperator numbering, int eventsMin, CountMeasure counts) {
    int row = -1;
    int spans = 0;
    long span = 0;
    int inSpan = 0;
    for (int event : events.byRowAndTime()) {
      long number = numbering.applyAsLong(events.time(event));
      if (events.row(event) != row) {
        row = events.row(event);
        spans = 0;
        inSpan = 0;
      } else if (number != span) {
        inSpan = 0;
      }
      span = number;
      if (++inSpan == eventsMin) {
        counts.set(row, ++spans);
      }
    }
  }

  /** Gathers the selected events of {@code rows}, all those of some rows at a time. */
  void gather(long[] rows, boolean withTimes, Consumer<EventGather> consumer) {
    EventFeed feed = feed(withTimes);
    EventGather gathered = new EventGather();
    long expected = events * RowMask.cardinality(rows) / RowMask.ROWS;
    int parts = (int) Math.min(RowMask.WORDS, expected / GATHERED_EVENTS + 1);
    int words = (RowMask.WORDS + parts - 1) / parts;
    for (int from = 0; from < RowMask.WORDS; from += words) {
      long[] part = RowMask.create();
      System.arraycopy(rows, from, part, from, Math.min(words, RowMask.WORDS - from));
      if (!RowMask.isEmpty(part)) {
        RowSelection selection = RowSelection.of(part);
        gathered.clear();
        for (EventBlock block : blocks) {
          feed.feed(block, selection, gathered);
        }
        consumer.accept(gathered);
      }
    }
  }

  /** About the sum of all magnitudes, which no row's sum exceeds by more than rounding may add. */
  private double sumBound() {
    int property = query.measure().property();
    double bound = 0;
    for (EventBlock block : blocks) {
      bound += block.magnitude(property);
    }
    return bound;
  }
}
