// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventSeriesTest {

  private static final long DAY = EventScenario.DAY;

  static Stream<Arguments> scenarios() {
    List<Arguments> scenarios = new ArrayList<>();
    for (int sealEvents : new int[] {1, 4, 64, 16_384}) {
      for (Arrival arrival : Arrival.values()) {
        for (long seed = 1; seed <= 3; seed++) {
          scenarios.add(Arguments.of(seed, sealEvents, arrival));
        }
      }
    }
    return scenarios.stream();
  }

  /** Each epoch keeps its events, in order of (time, arrival), through all that comes later. */
  @ParameterizedTest(name = "seed={0} sealEvents={1} {2}")
  @MethodSource("scenarios")
  void view_keepsTheEventsOfItsEpoch(long seed, int sealEvents, Arrival arrival) {
    EventScenario scenario = new EventScenario(seed, arrival, 6);
    EventSeries series = new EventSeries(sealEvents, 3);
    List<EventModel> models = new ArrayList<>(List.of(new EventModel(List.of())));
    for (int epoch = 1; epoch <= 12; epoch++) {
      List<EventModel.Stored> events = new ArrayList<>(models.get(epoch - 1).events());
      for (int i = scenario.random().nextInt(100); i > 0; i--) {
        EventModel.Stored event = scenario.event();
        events.add(event);
        EventScenario.append(series, epoch, 0, event);
      }
      EventModel model = new EventModel(events);
      if (scenario.random().nextInt(4) == 0) {
        long[] purged = RowMask.create();
        RowMask.add(purged, scenario.row());
        RowMask.add(purged, 9);
        series.purge(epoch, 0, purged);
        model = model.without(purged);
      }
      models.add(model);
      if (scenario.random().nextInt(3) == 0) {
        series.settle();
        assertThat(series.view(epoch).tailSize()).isLessThan(3);
      }
    }

    for (int epoch = 0; epoch <= 12; epoch++) {
      requireSame(series.view(epoch), models.get(epoch));
      requireValid(series.view(epoch));
    }
    assertThat(series.eventCount()).isEqualTo(models.get(12).events().size());
    assertThat(series.sizeBytes()).isGreaterThanOrEqualTo(series.eventCount() * 2);
  }

  /**
   * After events before an instant were dropped, all others are there, in their order; of each run
   * and of the tail less than half is left over; and earlier epochs have all they had.
   */
  @ParameterizedTest(name = "seed={0} sealEvents={1} {2}")
  @MethodSource("scenarios")
  void expire_dropsEventsBeforeAnInstantOnly(long seed, int sealEvents, Arrival arrival) {
    EventScenario scenario = new EventScenario(seed, arrival, 6);
    EventSeries series = new EventSeries(sealEvents, 3);
    List<EventModel.Stored> events = new ArrayList<>();
    long from = Long.MIN_VALUE;
    for (int epoch = 1; epoch <= 20; epoch += 2) {
      for (int i = scenario.random().nextInt(100); i > 0; i--) {
        EventModel.Stored event = scenario.event();
        if (event.time() >= from) {
          events.add(event);
          EventScenario.append(series, epoch, 0, event);
        }
      }
      EventView before = series.view(epoch);
      long held = before.eventCount();
      long[] times = events.stream().mapToLong(EventModel.Stored::time).sorted().toArray();
      int expired = times.length == 0 ? 0 : scenario.random().nextInt(times.length);
      from = times.length == 0 ? from : Math.max(from, times[expired]);
      long first = from;

      series.expire(epoch + 1, 0, from);

      events.removeIf(event -> event.time() < first);
      EventView after = series.view(epoch + 1);
      requireSince(after, first, new EventModel(events));
      requireValid(after);
      assertThat(before.eventCount()).isEqualTo(held);
      for (int i = 0; i < after.blockCount(); i++) {
        EventBlock block = after.block(i);
        int gone = 0;
        for (int event = 0; event < block.eventCount(); event++) {
          gone += block.time(event) < first ? 1 : 0;
        }
        assertThat(gone * 2).isLessThan(block.eventCount());
      }
    }

    series.expire(100, 0, Long.MAX_VALUE);

    assertThat(series.eventCount()).isZero();
    assertThat(series.sizeBytes()).isZero();
  }

  /** What is left of {@code view} from {@code first} on is the model. */
  private static void requireSince(EventView view, long first, EventModel model) {
    Map<Integer, List<EventModel.Stored>> byRow = new HashMap<>();
    model.events().stream()
        .sorted(
            Comparator.comparingLong(EventModel.Stored::time)
                .thenComparingLong(EventModel.Stored::sequence))
        .forEach(event -> byRow.computeIfAbsent(event.row(), r -> new ArrayList<>()).add(event));
    for (int row = 0; row < RowMask.ROWS; row += row < 16 ? 1 : 4_095) {
      byRow.computeIfAbsent(row, r -> List.of());
    }
    byRow.forEach(
        (row, expected) -> {
          RowEvents events = view.eventsOfRow(row);
          int gone = 0;
          while (gone < events.count() && events.time(gone) < first) {
            gone++;
          }
          assertThat(events.count() - gone).isEqualTo(expected.size());
          for (int i = 0; i < expected.size(); i++) {
            assertThat(events.time(gone + i)).isEqualTo(expected.get(i).time());
            assertThat(codes(events, gone + i)).isEqualTo(expected.get(i).codes());
          }
        });
  }

  /** Runs that lie on one side of the instant are dropped, or shared, as they are. */
  @Test
  void expire_rewritesOnlyWhatStraddles() {
    EventSeries series = new EventSeries(2, 2);
    for (long day : new long[] {0, 5, 9}) {
      series.append(1, 0, 1, day * DAY, 0, new long[0], 0);
      series.append(1, 0, 2, day * DAY + 10, 0, new long[0], 0);
    }
    EventView before = series.view(1);

    assertThat(series.expire(2, 1, 5 * DAY)).isLessThan(200);
    assertThat(series.view(2).runs()).isEqualTo(before.runs().subList(1, 3));
    series.expire(3, 1, 5 * DAY + 1);

    assertThat(series.view(3).eventCount()).isEqualTo(3);
    assertThat(series.view(3).runs().get(1)).isSameAs(before.runs().get(2));
    assertThat(series.view(2).eventCount()).isEqualTo(4);
    series.expire(4, 1, 5 * DAY + 1);
    assertThat(series.isWrittenIn(4)).isFalse();
  }

  private static void requireSame(EventView view, EventModel model) {
    assertThat(view.eventCount()).isEqualTo(model.events().size());
    Map<Integer, List<EventModel.Stored>> byRow = new HashMap<>();
    model.events().stream()
        .sorted(
            Comparator.comparingLong(EventModel.Stored::time)
                .thenComparingLong(EventModel.Stored::sequence))
        .forEach(event -> byRow.computeIfAbsent(event.row(), r -> new ArrayList<>()).add(event));
    byRow.forEach(
        (row, expected) -> {
          RowEvents events = view.eventsOfRow(row);
          assertThat(events.count()).isEqualTo(expected.size());
          for (int i = 0; i < events.count(); i++) {
            assertThat(events.time(i)).isEqualTo(expected.get(i).time());
            assertThat(codes(events, i)).isEqualTo(expected.get(i).codes());
          }
        });
  }

  private static List<Long> codes(RowEvents events, int i) {
    List<Long> codes = new ArrayList<>();
    for (int p = 0; p < EventScenario.NEVER_PRESENT; p++) {
      codes.add(events.has(p, i) ? events.value(p, i) : null);
    }
    return codes;
  }

  /** Tails with less than a run of events stay; later ones are sealed, and nothing is lost. */
  @Test
  void settle_sealsTailsWithEnoughEvents() {
    EventSeries series = new EventSeries(1_000, 3);
    series.append(1, 0, 1, 5, 0, new long[0], 0);
    series.append(1, 0, 1, 4, 0, new long[0], 0);
    series.settle();
    EventView before = series.view(1);
    series.append(2, 1, 2, 6, 0, new long[0], 0);

    series.settle();

    assertThat(before.tailSize()).isEqualTo(2);
    assertThat(series.view(1)).isSameAs(before);
    assertThat(series.view(2).tailSize()).isZero();
    assertThat(series.view(2).runs()).hasSize(1);
    assertThat(series.view(2).eventsOfRow(1).count()).isEqualTo(2);
    assertThat(series.isWrittenIn(2)).isTrue();
  }

  /** Rows and times of a run ascend, and its events lie in its span. */
  private static void requireValid(EventView view) {
    for (EventRun run : view.runs()) {
      for (int i = 0; i < run.eventCount(); i++) {
        assertThat(run.span().contains(run.time(i))).isTrue();
        if (i > 0) {
          assertThat(run.row(i)).isGreaterThanOrEqualTo(run.row(i - 1));
          assertThat(run.row(i) > run.row(i - 1) || run.time(i) >= run.time(i - 1)).isTrue();
        }
      }
    }
  }

  /** Reading goes on while minEpoch moves: only what nobody may read is forgotten. */
  @Test
  void olderEpochs_areForgottenFromTheirEndOn() {
    EventSeries series = new EventSeries(4);
    for (int epoch = 1; epoch <= 10; epoch++) {
      series.append(epoch, epoch - 2, 1, epoch, 0, new long[0], 0);
    }

    assertThat(series.view(8).eventCount()).isEqualTo(8);
    assertThat(series.view(9).eventCount()).isEqualTo(9);
    assertThat(series.view(10).eventCount()).isEqualTo(10);
    series.trim(new Horizon(10, 10));
    assertThat(series.view(10).eventCount()).isEqualTo(10);
  }

  @Test
  void runsOfOneDay_areMergedAsTheyGather() {
    EventSeries series = new EventSeries(16, 16);
    Random random = new Random(1);
    for (int i = 0; i < 16 * 64; i++) {
      series.append(i, i, i % 100, random.nextInt((int) DAY), 0, new long[0], 0);
    }

    assertThat(series.view(16 * 64).blockCount()).isLessThanOrEqualTo(3 * 4);
    assertThat(series.eventCount()).isEqualTo(16 * 64);
  }

  /** Backfill in no order ends in about a run a day all the same. */
  @Test
  void shuffledArrival_endsInRunsOfSingleDays() {
    EventSeries series = new EventSeries(64, 16);
    Random random = new Random(2);
    for (int i = 0; i < 64 * 100; i++) {
      series.append(i, i, i % 100, random.nextInt(32) * DAY + i, 0, new long[0], 0);
    }

    List<EventRun> runs = series.view(64 * 100).runs();
    long inDays =
        runs.stream()
            .filter(run -> run.span().exponent() == 0)
            .mapToLong(EventRun::eventCount)
            .sum();
    assertThat(inDays).isGreaterThan(series.eventCount() / 2);
    assertThat(runs).hasSizeLessThan(32 * 6);
  }

  @Test
  void purge_sharesRunsWithoutTheRows() {
    EventSeries series = new EventSeries(2, 2);
    series.append(1, 0, 1, 0, 0, new long[0], 0);
    series.append(1, 0, 2, 1, 0, new long[0], 0);
    series.append(1, 0, 3, 5 * DAY, 0, new long[0], 0);
    series.append(1, 0, 4, 5 * DAY, 0, new long[0], 0);
    series.append(1, 0, 1, 9 * DAY, 0, new long[0], 0);
    EventView before = series.view(1);
    long[] rows = RowMask.create();
    RowMask.add(rows, 1);

    series.purge(2, 1, rows);

    EventView after = series.view(2);
    assertThat(after.eventsOfRow(1).count()).isZero();
    assertThat(after.eventCount()).isEqualTo(3);
    assertThat(after.runs().get(1)).isSameAs(before.runs().get(1));
    assertThat(before.eventsOfRow(1).count()).isEqualTo(2);
  }

  @Test
  void purgeOfAbsentRows_changesNothing() {
    EventSeries series = new EventSeries(2);
    series.append(1, 0, 1, 0, 0, new long[0], 0);
    EventView before = series.view(1);
    long[] rows = RowMask.create();
    RowMask.add(rows, 2);

    series.purge(2, 1, rows);

    assertThat(series.view(2)).isSameAs(before);
  }

  @Test
  void estimate_countsWholeBlocksAndPartsOfOthers() {
    EventSeries series = new EventSeries(100, 100);
    for (int i = 0; i < 100; i++) {
      series.append(1, 0, i, i * 1_000, 0, new long[0], 0);
    }
    EventView view = series.view(1);

    assertThat(view.estimateEvents(TimeRange.ALL)).isEqualTo(100);
    assertThat(view.estimateEvents(new TimeRange(0, 50_000))).isBetween(45L, 55L);
    assertThat(view.estimateEvents(new TimeRange(99_001, 200_000))).isZero();
  }

  /** Eight bytes an event, or little more: a day of times, an amount and two small categories. */
  @Test
  void sealedEvents_takeAboutTenBytes() {
    assertThat(bytesAnEvent(16)).isLessThan(10);
  }

  /** Of a larger category, events are found by code. */
  @Test
  void sealedEvents_takeTwoBytesMoreForPostings() {
    assertThat(bytesAnEvent(20) - bytesAnEvent(16)).isBetween(2.0, 3.0);
  }

  private static double bytesAnEvent(int categories) {
    EventSeries series = new EventSeries(EventSeries.SEAL_EVENTS);
    Random random = new Random(3);
    for (int i = 0; i < EventSeries.SEAL_EVENTS; i++) {
      long[] codes = {random.nextInt(10_000), random.nextInt(categories), random.nextInt(4)};
      series.append(1, 0, random.nextInt(65_536), random.nextInt((int) DAY), 7, codes, 0);
    }
    return (double) series.sizeBytes() / series.eventCount();
  }

  @Test
  void sealEvents_mustBePositive() {
    assertThatThrownBy(() -> new EventSeries(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sealEvents=0");
  }
}
