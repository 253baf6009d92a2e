// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.scan.RowMask;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamTest {

  private final EventScratch scratch = new EventScratch();

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  /** Runs, tails, one row, few rows, all rows, with and without a property. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void forEach_handsOverWhatAListHolds(long seed) {
    int sealEvents = new int[] {1, 64, 16_384}[new Random(seed).nextInt(3)];
    check(seed, 200, 800, sealEvents, 60);
  }

  /** Rows are looked up one by one in long runs. */
  @Test
  void forEach_agreesOnAFullChunk() {
    check(9, 40_000, 120_000, 16_384, 20);
  }

  private void check(long seed, int rows, int events, int sealEvents, int questions) {
    Arrival arrival = Arrival.values()[(int) seed % Arrival.values().length];
    EventScenario scenario = new EventScenario(seed, arrival, rows);
    EventSeries series = new EventSeries(sealEvents, 64);
    List<EventModel.Stored> stored = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      EventModel.Stored event = scenario.event();
      stored.add(event);
      EventScenario.append(series, 1, 0, event);
    }
    EventModel model = new EventModel(stored);
    for (int i = 0; i < questions; i++) {
      SequencePattern pattern = new SequencePattern(0, scenario.filter(2), scenario.range(model));
      long[] candidates = scenario.candidates();
      int property = scenario.random().nextInt(EventScenario.NEVER_PRESENT + 2) - 1;
      if (!RowMask.isEmpty(candidates)) {
        // Compared before it is asserted: a description of so many takes its time.
        boolean agrees =
            found(series.view(1), pattern, property, candidates)
                .equals(expected(model, pattern, property, candidates));
        assertThat(agrees).as("%s of property %s", pattern, property).isTrue();
      }
    }
  }

  private List<List<Long>> found(
      EventView view, SequencePattern pattern, int property, long[] rows) {
    MeasureSpec measure =
        property < 0
            ? MeasureSpec.COUNT
            : new MeasureSpec(MeasureSpec.Kind.SUM, property, ValueType.LONG);
    List<List<Long>> found = new ArrayList<>();
    scratch.attributesFrom(EventScenario.attributesOf(rows));
    EventStream.forEach(
        view,
        pattern,
        measure,
        rows,
        scratch,
        (eventRows, from, count, values, times) -> {
          for (int i = 0; i < count; i++) {
            long value = property < 0 ? 0 : values[i];
            found.add(List.of((long) eventRows[from + i], times[i], value));
          }
        });
    return sorted(found);
  }

  private static List<List<Long>> expected(
      EventModel model, SequencePattern pattern, int property, long[] rows) {
    List<List<Long>> expected = new ArrayList<>();
    for (EventModel.Stored event : model.events()) {
      Long value = property < 0 ? Long.valueOf(0) : event.code(property);
      if (RowMask.contains(rows, event.row())
          && pattern.range().contains(event.time())
          && EventModel.passes(pattern.filter(), event)
          && value != null) {
        expected.add(Arrays.asList((long) event.row(), event.time(), value));
      }
    }
    return sorted(expected);
  }

  private static List<List<Long>> sorted(List<List<Long>> events) {
    Collections.sort(
        events,
        (one, other) -> Arrays.compare(one.toArray(new Long[0]), other.toArray(new Long[0])));
    return events;
  }
}
