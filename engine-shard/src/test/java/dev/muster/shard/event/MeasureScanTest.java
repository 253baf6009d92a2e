// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.predicate.TimeRange;
import dev.muster.predicate.ValueTest;
import dev.muster.reference.SeededTest;
import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.ValueCode;
import dev.muster.shard.scan.WideLong;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Measured values, and the values of one property, against a plain list of events. */
class MeasureScanTest {

  private final EventScratch scratch = new EventScratch();

  @SeededTest(count = 24)
  void values_agreeWithAPlainList(long seed) {
    Arrival arrival = Arrival.values()[Math.floorMod(seed, Arrival.values().length)];
    EventScenario scenario = new EventScenario(seed, arrival, seed % 3 == 0 ? 20_000 : 20);
    EventModel model = model(scenario, seed % 3 == 0 ? 12_000 : 200);
    EventSeries series = new EventSeries(seed % 2 == 0 ? 16 : 4_096, 4);
    for (EventModel.Stored event : model.events()) {
      EventScenario.append(series, 1, 0, event);
    }

    for (int i = 0; i < 20; i++) {
      EventQuery query = query(scenario, model);
      long[] rows = scenario.candidates();
      scratch.attributesFrom(EventScenario.attributesOf(rows));
      checkMeasured(series.view(1), model, query, rows);
      if (query.measure().hasProperty()) {
        checkProperty(series.view(1), model, query, rows);
      }
    }
  }

  private static EventModel model(EventScenario scenario, int count) {
    List<EventModel.Stored> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(scenario.event());
    }
    return new EventModel(events);
  }

  private static EventQuery query(EventScenario scenario, EventModel model) {
    MeasureSpec measure = scenario.measure();
    return new EventQuery(
        scenario.range(model),
        scenario.random().nextBoolean() ? EventFilterNode.ALL : scenario.filter(1),
        measure,
        ResultTest.compile(measure, new ValueTest.Exists(), 0),
        scenario.occurrence(),
        scenario.range(model));
  }

  private void checkMeasured(EventView view, EventModel model, EventQuery query, long[] rows) {
    Map<Integer, List<EventModel.Stored>> events = model.selected(query);
    List<Integer> visited = new ArrayList<>();

    MeasureScan.forEachRow(
        view,
        query,
        rows,
        scratch,
        (row, value) -> {
          visited.add(row);
          Object expected =
              EventModel.measure(query.measure(), events.getOrDefault(row, List.of()));
          Object found = value.isPresent() ? decode(query.measure(), value) : null;
          // Compared before it is asserted: there are many rows.
          if (!same(found, expected)) {
            assertThat(found).as("row %d of %s", row, query).isEqualTo(expected);
          }
        });

    assertThat(visited.equals(rows(rows))).as("the rows visited").isTrue();
  }

  private static boolean same(@Nullable Object found, @Nullable Object expected) {
    if (found instanceof BigDecimal one && expected instanceof BigDecimal other) {
      return one.compareTo(other) == 0;
    }
    // One not-a-number and one zero come out, whatever was added up.
    return expected instanceof Double other
        ? found instanceof Double one && (one.equals(other + 0.0) || one.isNaN() && other.isNaN())
        : found == null ? expected == null : found.equals(expected);
  }

  private static Object decode(MeasureSpec measure, MeasuredValue value) {
    if (measure.isExactNumber()) {
      BigDecimal sum =
          new BigDecimal(WideLong.toBigInteger(value.high(), value.low()), measure.type().scale());
      return measure.kind() == MeasureSpec.Kind.AVERAGE
          ? new EventModel.Quotient(sum, (int) value.divisor())
          : sum;
    }
    assertThat(value.divisor()).isEqualTo(1);
    return switch (measure.kind()) {
      case COUNT, DISTINCT, SPANS -> value.low();
      default -> ValueCode.decode(measure.type(), value.low());
    };
  }

  private void checkProperty(EventView view, EventModel model, EventQuery query, long[] rows) {
    List<List<Long>> expected = new ArrayList<>();
    long[] selected = new long[1];
    model
        .selected(query)
        .forEach(
            (row, events) -> {
              if (RowMask.contains(rows, row)) {
                selected[0] += events.size();
                Map<Long, Long> counts =
                    events.stream()
                        .map(event -> event.code(query.measure().property()))
                        .filter(code -> code != null)
                        .collect(
                            Collectors.groupingBy(
                                code -> code, TreeMap::new, Collectors.counting()));
                counts.forEach((code, count) -> expected.add(List.of((long) row, code, count)));
              }
            });
    List<List<Long>> found = new ArrayList<>();

    PropertyScan.forEachValue(
        view,
        query,
        rows,
        scratch,
        (row, code, events) -> found.add(List.of((long) row, code, (long) events)));

    assertThat(found.equals(expected)).as("%s found %s", query, found.size()).isTrue();
    assertThat(PropertyScan.countEvents(view, query, rows, scratch)).isEqualTo(selected[0]);
  }

  private static List<Integer> rows(long[] mask) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < RowMask.ROWS; row++) {
      if (RowMask.contains(mask, row)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** A test that only asks whether there is an event leaves nothing to tell. */
  @Test
  void marks_areNotMeasured() {
    EventScenario scenario = new EventScenario(1, Arrival.SORTED, 1);
    EventSeries series = new EventSeries(16);
    EventModel.Stored event = scenario.event();
    EventScenario.append(series, 1, 0, event);
    long[] rows = RowMask.create();
    Arrays.fill(rows, -1L);
    EventQuery did =
        new EventQuery(
            TimeRange.ALL,
            EventFilterNode.ALL,
            MeasureSpec.COUNT,
            new ResultTest.Code(new LongTest.Range(1, Long.MAX_VALUE), false));

    assertThatIllegalStateException()
        .isThrownBy(
            () -> MeasureScan.forEachRow(series.view(1), did, rows, scratch, (row, value) -> {}))
        .withMessageContaining("row=" + event.row());
  }
}
