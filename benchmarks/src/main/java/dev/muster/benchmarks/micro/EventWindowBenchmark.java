// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.VIEW;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to count who did X in the last 7 days, when the window begins and ends at
 * midnight, and when it cuts through the days at both ends?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar EventWindowBenchmark}
 *
 * <p>Floor: a bitmap of all customers for every day, the whole days of the window united; the
 * events of the cut days, in order of time, are added one by one.
 */
public class EventWindowBenchmark extends QueryBenchmark {

  static final Duration WINDOW = Duration.ofDays(7);

  /** The last instant of a day: the window is then seven whole days. */
  static final Instant DAY_END = DataSet.END.minusMillis(1);

  /** Any other instant: the window then cuts through two days. */
  static final Instant AFTERNOON = DataSet.END.minus(Duration.parse("PT9H17M23.456S"));

  private static final long DAY_MILLIS = 86_400_000;
  private static final Predicate PREDICATE = VIEW.inLast(WINDOW).did();

  @SuppressWarnings("NullAway.Init") // by prepare()
  private TimeOrderedEvents views;

  private long[][] viewersOfDay = {};
  private long[] united = {};

  @Override
  void prepare() {
    views = new TimeOrderedEvents(data, event -> !data.isPurchase(event));
    united = new long[(profiles + 63) / 64];
    viewersOfDay = new long[DataSet.DAYS][united.length];
    for (int i = 0; i < views.times.length; i++) {
      long[] viewers = viewersOfDay[dayOf(views.times[i])];
      viewers[views.profiles[i] >>> 6] |= 1L << views.profiles[i];
    }
  }

  private static int dayOf(long epochMillis) {
    return DataSet.DAYS + (int) Math.floorDiv(epochMillis - DataSet.END.toEpochMilli(), DAY_MILLIS);
  }

  @Benchmark
  public long engineWholeDays() {
    return engine.count(PREDICATE, DAY_END);
  }

  @Benchmark
  public long engineCutDays() {
    return engine.count(PREDICATE, AFTERNOON);
  }

  @Benchmark
  public long floorWholeDays() {
    return floor(DAY_END);
  }

  @Benchmark
  public long floorCutDays() {
    return floor(AFTERNOON);
  }

  private long floor(Instant now) {
    long from = now.minus(WINDOW).toEpochMilli() + 1;
    long to = now.toEpochMilli() + 1;
    int wholeFrom = dayOf(from - 1) + 1;
    int wholeTo = dayOf(to);
    Arrays.fill(united, 0);
    for (int day = wholeFrom; day < wholeTo; day++) {
      long[] viewers = viewersOfDay[day];
      for (int i = 0; i < united.length; i++) {
        united[i] |= viewers[i];
      }
    }
    add(views.from(from), views.from(startOf(wholeFrom)));
    add(views.from(startOf(wholeTo)), views.from(to));
    long count = 0;
    for (long word : united) {
      count += Long.bitCount(word);
    }
    return count;
  }

  private static long startOf(int day) {
    return DataSet.END.toEpochMilli() + (day - DataSet.DAYS) * DAY_MILLIS;
  }

  private void add(int fromEvent, int toEvent) {
    for (int i = fromEvent; i < toEvent; i++) {
      int profile = views.profiles[i];
      united[profile >>> 6] |= 1L << profile;
    }
  }
}
