// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.event.SequenceScanTest.Stored;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowScanTest {

  private static final long NOON = 1_700_000_000_000L;

  private final EventScratch scratch = new EventScratch();
  private final long[] rows = RowMask.create();
  private final long[] doubtful = RowMask.create();
  private final EventSeries[] series = {
    new EventSeries(16_384, 64), new EventSeries(16_384, 64), new EventSeries(16_384, 64)
  };

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  /** Many events a row, so that all of them matter; runs of days and of months, tails, all rows. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void retain_agreesWithLookingAtAllPairs(long seed) {
    Random random = new Random(seed);
    int sealEvents = new int[] {1, 64, 500, 16_384}[random.nextInt(4)];
    Stored stored = Stored.random(seed, 1 + random.nextInt(60), 900, sealEvents);
    for (int i = 0; i < 60; i++) {
      EventScenario scenario = new EventScenario(seed * 100 + i, Arrival.SORTED, 60);
      SequenceQuery query =
          query(
              pattern(stored, random, scenario, 0),
              pattern(stored, random, scenario, 1),
              within(random),
              random.nextBoolean() ? Order.AFTER : Order.AT_OR_AFTER);
      long[] candidates = scenario.candidates();

      retain(stored.views(), query, candidates);

      assertThat(rows).as(query::toString).isEqualTo(expected(stored, query, candidates));
      assertThat(rowsOf(doubtful)).isEmpty();
    }
  }

  private static long[] expected(Stored stored, SequenceQuery query, long[] candidates) {
    Map<Integer, TreeSet<Long>> times = new HashMap<>();
    for (EventModel.Stored event : stored.models().get(0).events()) {
      if (matches(query.steps().get(0).event(), event)) {
        times.computeIfAbsent(event.row(), row -> new TreeSet<>()).add(event.time());
      }
    }
    SequenceQuery.Step second = query.steps().get(1);
    long within = Math.min(second.withinMillis(), query.withinMillis());
    long[] expected = RowMask.create();
    for (EventModel.Stored event : stored.models().get(1).events()) {
      TreeSet<Long> before = times.get(event.row());
      if (before != null && matches(second.event(), event)) {
        Long latest = before.floor(event.time() - (second.order() == Order.AFTER ? 1 : 0));
        if (latest != null && event.time() - latest <= within) {
          RowMask.add(expected, event.row());
        }
      }
    }
    RowMask.and(expected, candidates);
    return expected;
  }

  private static boolean matches(SequencePattern pattern, EventModel.Stored event) {
    return pattern.range().contains(event.time()) && EventModel.passes(pattern.filter(), event);
  }

  private static SequencePattern pattern(
      Stored stored, Random random, EventScenario scenario, int type) {
    return new SequencePattern(
        type,
        random.nextInt(4) == 0 ? scenario.filter(1) : EventFilterNode.ALL,
        random.nextBoolean() ? TimeRange.ALL : scenario.range(stored.models().get(type)));
  }

  private static long within(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> SequenceQuery.UNLIMITED;
      case 1 -> random.nextInt(3);
      case 2 -> random.nextInt((int) EventScenario.DAY / 24);
      default -> random.nextInt(40) * EventScenario.DAY / 4;
    };
  }

  private static SequenceQuery query(
      SequencePattern first, SequencePattern second, long within, Order order) {
    return new SequenceQuery(
        List.of(
            new SequenceQuery.Step(first, SequenceQuery.UNLIMITED, order, List.of()),
            new SequenceQuery.Step(second, within, order, List.of())),
        SequenceQuery.UNLIMITED,
        null);
  }

  private void retain(IntFunction<EventView> views, SequenceQuery query, long[] candidates) {
    RowMask.copy(candidates, rows);
    Arrays.fill(doubtful, 0x5555_5555_5555_5555L);
    scratch.begin();
    scratch.attributesFrom(EventScenario.attributesOf(candidates));
    FollowScan.retain(query, 1, views, rows, doubtful, scratch);
  }

  /** Both before and after the time that counts, in one run, is another event. */
  @Test
  void retain_looksUpInRunsWhatIsInDoubt() {
    for (int row : List.of(5, 6)) {
      put(0, row, NOON - 4_000);
      put(0, row, NOON + 4_000);
      put(1, row, NOON);
    }
    put(0, 6, NOON - 1_000);
    seal();

    retain(within(1_000), all());

    assertThat(rowsOf(rows)).containsExactly(6);
    assertThat(rowsOf(doubtful)).isEmpty();
  }

  @Test
  void retain_looksUpInTailsWhatIsInDoubt() {
    for (int row : List.of(5, 6)) {
      put(0, row, NOON - 4_000);
      put(0, row, NOON + 4_000);
      put(1, row, NOON);
    }
    put(0, 6, NOON - 1_000);

    retain(within(1_000), all());

    assertThat(rowsOf(rows)).containsExactly(6);
    assertThat(rowsOf(doubtful)).isEmpty();
  }

  @Test
  void retain_remembersNothingOfTheLastScan() {
    put(0, 5, NOON);
    put(1, 6, NOON);
    put(2, 5, NOON);
    retain(within(0), all());
    SequenceQuery other = query(all(2), all(1), SequenceQuery.UNLIMITED, Order.AT_OR_AFTER);

    put(2, 7, NOON - 5_000);
    put(1, 5, NOON - 1);
    retain(type -> series[type].view(1), other, all());

    assertThat(rowsOf(rows)).isEmpty();
  }

  @Test
  void retain_leavesInDoubtWhatIsTooFarApart() {
    put(0, 5, -RowInstants.RANGE_MAX);
    put(1, 5, 1);

    retain(within(SequenceQuery.UNLIMITED), all());

    assertThat(rowsOf(rows)).isEmpty();
    assertThat(RowMask.contains(doubtful, 5)).isTrue();
  }

  /** The first event of the step before is all that counts, wherever time began. */
  @ParameterizedTest
  @ValueSource(longs = {NOON, 0, -1_000_000_000L})
  void retain_leavesNothingInDoubtWithoutALimit(long base) {
    put(0, 7, base - 10_000);
    put(1, 7, base - 5_000);
    put(0, 7, base - 1_000);
    put(1, 8, base - 5_000);
    put(0, 8, base - 1_000);

    for (int scan = 0; scan < 2; scan++) {
      retain(within(SequenceQuery.UNLIMITED), all());

      assertThat(rowsOf(rows)).containsExactly(7);
      assertThat(rowsOf(doubtful)).isEmpty();
    }
  }

  /** Before 1970 as after it, an event in between is looked up in runs. */
  @ParameterizedTest
  @ValueSource(longs = {NOON, -1_000_000_000L})
  void retain_findsWhatLiesInBetween(long base) {
    put(0, 7, base - 10_000);
    put(0, 7, base - 4_000);
    put(1, 7, base - 3_000);
    put(0, 7, base - 1_000);
    seal();

    retain(within(2_000), all());

    assertThat(rowsOf(rows)).containsExactly(7);
  }

  private void put(int type, int row, long time) {
    series[type].append(1, 0, row, time, 0, new long[0], 0);
  }

  private void seal() {
    for (int type = 0; type < series.length; type++) {
      EventView view = series[type].view(1);
      EventSeries sealed = new EventSeries(Math.max(1, view.tailSize()), 64);
      for (int i = 0; i < view.tailSize(); i++) {
        sealed.append(1, 0, view.tail().rows[i], view.tail().times[i], 0, new long[0], 0);
      }
      series[type] = sealed;
    }
  }

  private void retain(SequenceQuery query, long[] candidates) {
    retain(type -> series[type].view(1), query, candidates);
  }

  private static SequenceQuery within(long millis) {
    return query(all(0), all(1), millis, Order.AT_OR_AFTER);
  }

  private static SequencePattern all(int type) {
    return new SequencePattern(type, EventFilterNode.ALL, TimeRange.ALL);
  }

  private static long[] all() {
    long[] mask = RowMask.create();
    RowMask.fill(mask);
    return mask;
  }

  private static List<Integer> rowsOf(long[] mask) {
    return IntStream.range(0, RowMask.ROWS)
        .filter(row -> RowMask.contains(mask, row))
        .boxed()
        .toList();
  }
}
