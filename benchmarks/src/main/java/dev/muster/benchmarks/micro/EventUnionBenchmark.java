// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.event.EventBlock;
import dev.muster.shard.event.EventFilterNode;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.EventScan;
import dev.muster.shard.event.EventScratch;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.ResultTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * What do the masks of groups of runs save when the question is who has an event in a window, of
 * one chunk and type?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar EventUnionBenchmark}
 *
 * <p>Without groups, the rows of all events in the window are marked one by one. Beside it what a
 * bitmap for each day would cost, as a mask and as a Roaring bitmap: the days inside are united,
 * and the events of the two at the edges looked at. Events are spread evenly over 90 days and over
 * the rows; the window begins and ends in the middle of a day.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventUnionBenchmark {

  private static final long DAY_MILLIS = 86_400_000;
  private static final long DAYS = 90;

  @Param({"100", "1000", "10000"})
  int eventsPerDay;

  @Param({"7", "30", "60"})
  int days;

  private final EventScratch scratch = new EventScratch();
  private final long[] everyone = RowMask.create();
  private final long[] found = RowMask.create();
  private final long[] times = new long[EventBlock.BATCH_EVENTS];

  private final long[][] dayMasks = new long[(int) DAYS][];
  private final RoaringBitmap[] dayBitmaps = new RoaringBitmap[(int) DAYS];

  /** By event, in order of time. */
  private char[] rowsByTime = {};

  private EventView view = EventView.EMPTY;

  @SuppressWarnings("NullAway.Init") // by fill()
  private EventQuery query;

  /** Fills the series, in order of time, and seals what is left in its tail. */
  @Setup(Level.Trial)
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    EventSeries series = new EventSeries(EventSeries.SEAL_EVENTS);
    rowsByTime = new char[(int) DAYS * eventsPerDay];
    Arrays.setAll(dayMasks, day -> RowMask.create());
    Arrays.setAll(dayBitmaps, day -> new RoaringBitmap());
    for (int i = 0; i < rowsByTime.length; i++) {
      int row = random.nextInt(RowMask.ROWS);
      series.append(1, 0, row, time(i), 0, new long[0], 0);
      rowsByTime[i] = (char) row;
      RowMask.add(dayMasks[i / eventsPerDay], row);
      dayBitmaps[i / eventsPerDay].add(row);
    }
    series.settle();
    view = series.view(1);
    Arrays.fill(everyone, -1L);
    long to = DAYS * DAY_MILLIS - DAY_MILLIS / 2;
    query =
        new EventQuery(
            new TimeRange(to - days * DAY_MILLIS, to),
            EventFilterNode.ALL,
            MeasureSpec.COUNT,
            new ResultTest.Code(new LongTest.Range(1, Long.MAX_VALUE), false));
  }

  private long time(int event) {
    return event * DAY_MILLIS / eventsPerDay;
  }

  @Benchmark
  public int groups() {
    EventScan.evaluate(view, query, everyone, found, scratch);
    return RowMask.cardinality(found);
  }

  /** Every event of the window. */
  @Benchmark
  public int withoutGroups() {
    TimeRange range = query.range();
    RowMask.clear(found);
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      if (block.maxTime() >= range.fromMillis() && block.minTime() < range.toMillis()) {
        mark(block, range);
      }
    }
    return RowMask.cardinality(found);
  }

  private void mark(EventBlock block, TimeRange range) {
    char[] rows = block.rows();
    int count = block.eventCount();
    if (block.minTime() >= range.fromMillis() && block.maxTime() < range.toMillis()) {
      for (int i = 0; i < count; i++) {
        RowMask.add(found, rows[i]);
      }
      return;
    }
    long width = range.toMillis() - 1 - range.fromMillis();
    for (int from = 0; from < count; from += times.length) {
      int size = Math.min(times.length, count - from);
      block.loadTimes(from, size, times);
      for (int i = 0; i < size; i++) {
        int row = rows[from + i];
        found[row >>> 6] |= RowMask.bitIfWithin(times[i] - range.fromMillis(), width) << row;
      }
    }
  }

  @Benchmark
  public int dayMasks() {
    RowMask.clear(found);
    int first = firstDay();
    for (int day = first + 1; day < first + days; day++) {
      RowMask.or(found, dayMasks[day]);
    }
    markEdge(first);
    markEdge(first + days);
    return RowMask.cardinality(found);
  }

  @Benchmark
  public int dayRoaringBitmaps() {
    int first = firstDay();
    RowMask.clear(found);
    markEdge(first);
    markEdge(first + days);
    RoaringBitmap inside =
        FastAggregation.or(Arrays.copyOfRange(dayBitmaps, first + 1, first + days));
    inside.forEach((int row) -> RowMask.add(found, row));
    return RowMask.cardinality(found);
  }

  /** The day that the window begins in the middle of. */
  private int firstDay() {
    return (int) (query.range().fromMillis() / DAY_MILLIS);
  }

  private void markEdge(int day) {
    TimeRange range = query.range();
    long width = range.toMillis() - 1 - range.fromMillis();
    for (int i = day * eventsPerDay; i < (day + 1) * eventsPerDay; i++) {
      int row = rowsByTime[i];
      found[row >>> 6] |= RowMask.bitIfWithin(time(i) - range.fromMillis(), width) << row;
    }
  }
}
