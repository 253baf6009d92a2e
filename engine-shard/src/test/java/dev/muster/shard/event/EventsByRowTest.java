// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.event.EventScenario.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsByRowTest {

  private static final Comparator<EventModel.Stored> IN_ORDER =
      Comparator.comparingInt(EventModel.Stored::row)
          .thenComparingLong(EventModel.Stored::time)
          .thenComparingLong(EventModel.Stored::sequence);

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(24);
  }

  /** Runs, merged runs and tails; all rows at once, some at a time, one by one. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void events_comeInOrder(long seed) {
    Random random = new Random(seed);
    int sealEvents = new int[] {1, 7, 64, 16_384}[random.nextInt(4)];
    Arrival arrival = Arrival.values()[random.nextInt(Arrival.values().length)];
    EventScenario scenario = new EventScenario(seed, arrival, 1 + random.nextInt(100));
    EventSeries series = new EventSeries(sealEvents, 64);
    List<EventModel.Stored> stored = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      EventModel.Stored event = scenario.event();
      stored.add(event);
      EventScenario.append(series, 1, 0, event);
    }
    stored.sort(IN_ORDER);
    List<List<Long>> expected =
        stored.stream()
            .map(event -> List.of((long) event.row(), event.time(), event.sequence()))
            .toList();

    for (int stepEvents : new int[] {1, 100, 100_000}) {
      assertThat(found(series.view(1), stepEvents)).isEqualTo(expected);
    }
  }

  @Test
  void noEvents_areNone() {
    assertThat(found(EventView.EMPTY, 100)).isEmpty();
  }

  private static List<List<Long>> found(EventView view, int stepEvents) {
    EventsByRow events =
        new EventsByRow(
            view,
            (block, from, count, times, words) -> {
              assertThat(count).isBetween(1, EventBlock.BATCH_EVENTS);
              assertThat(times[count - 1]).isEqualTo(block.time(from + count - 1));
              block.loadValues(EventScenario.SEQUENCE, from, count, words);
            },
            stepEvents);
    List<List<Long>> found = new ArrayList<>();
    while (events.next()) {
      for (int i = 0; i < events.count(); i++) {
        found.add(List.of((long) events.row(i), events.time(i), events.word(i)));
      }
    }
    return found;
  }
}
