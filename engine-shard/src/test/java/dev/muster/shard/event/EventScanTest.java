// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.Occurrence;
import dev.muster.predicate.TimeRange;
import dev.muster.predicate.ValueTest;
import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.ValueType;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventScanTest {

  private static final long[] ALL_ROWS = RowMask.create();

  static {
    Arrays.fill(ALL_ROWS, -1L);
  }

  private final EventScratch scratch = new EventScratch();
  private final EventSeries series = new EventSeries(4, 2);
  private final long[] result = RowMask.create();
  private final long[] spare = RowMask.create();

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

  /** Every epoch keeps agreeing with its own list while the writer goes on. */
  @ParameterizedTest(name = "seed={0} sealEvents={1} {2}")
  @MethodSource("scenarios")
  void evaluate_agreesWithAPlainList(long seed, int sealEvents, Arrival arrival) {
    EventScenario scenario = new EventScenario(seed, arrival, seed == 1 ? 5 : 200);
    EventSeries growing = new EventSeries(sealEvents, 4);
    List<EventModel> models = new ArrayList<>(List.of(new EventModel(List.of())));
    for (int epoch = 1; epoch <= 6; epoch++) {
      List<EventModel.Stored> events = new ArrayList<>(models.get(epoch - 1).events());
      for (int i = scenario.random().nextInt(150); i > 0; i--) {
        EventModel.Stored event = scenario.event();
        events.add(event);
        EventScenario.append(growing, epoch, 0, event);
      }
      EventModel model = new EventModel(events);
      if (scenario.random().nextInt(4) == 0) {
        long[] purged = scenario.candidates();
        if (RowMask.cardinality(purged) < RowMask.ROWS) {
          growing.purge(epoch, 0, purged);
          model = model.without(purged);
        }
      }
      models.add(model);
      if (scenario.random().nextInt(3) == 0) {
        growing.settle();
      }
      for (int earlier = 0; earlier <= epoch; earlier++) {
        for (int i = 0; i < 5; i++) {
          check(scenario, growing.view(earlier), models.get(earlier));
        }
      }
    }
  }

  /** Many rows, so that groups are as large as they usually are and all accumulators are used. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void evaluate_agreesWithAPlainListOnAFullChunk(long seed) {
    Arrival arrival = Arrival.values()[(int) seed % Arrival.values().length];
    EventScenario scenario = new EventScenario(seed, arrival, RowMask.ROWS / 2);
    EventSeries growing = new EventSeries(EventSeries.SEAL_EVENTS);
    List<EventModel.Stored> events = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      EventModel.Stored event = scenario.event();
      events.add(event);
      EventScenario.append(growing, i / 1_000 + 1, i / 1_000, event);
    }
    EventModel model = new EventModel(events);
    assertThat(growing.view(40).sealed().groups().groups()).isNotEmpty();

    for (int i = 0; i < 60; i++) {
      if (i == 30) {
        growing.settle();
      }
      check(scenario, growing.view(40), model);
    }
  }

  static Stream<Long> seeds() {
    return Stream.of(4L, 5L, 6L, 7L);
  }

  /** Of one code of many the events are listed: alone, and where more is asked of them. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void evaluate_agreesWithAPlainListOnOneCodeOfMany(long seed) {
    Arrival arrival = Arrival.values()[(int) seed % Arrival.values().length];
    EventScenario scenario = new EventScenario(seed, arrival, RowMask.ROWS / 2);
    EventSeries growing = new EventSeries(EventSeries.SEAL_EVENTS);
    List<EventModel.Stored> events = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      EventModel.Stored event = scenario.event();
      events.add(event);
      EventScenario.append(growing, 1, 0, event);
    }
    growing.settle();
    EventView view = growing.view(1);
    assertThat(view.runs())
        .anySatisfy(
            run ->
                assertThat(requireNonNull(run.column(EventScenario.MANY)).postings()).isNotNull());

    EventModel model = new EventModel(events);
    for (int i = 0; i < 150; i++) {
      check(scenario, view, model, scenario.oneCodeOfMany());
    }
  }

  private void check(EventScenario scenario, EventView view, EventModel model) {
    EventFilterNode filter =
        scenario.random().nextBoolean() ? EventFilterNode.ALL : scenario.filter(2);
    check(scenario, view, model, filter);
  }

  private void check(
      EventScenario scenario, EventView view, EventModel model, EventFilterNode filter) {
    EventQuery open =
        new EventQuery(
            scenario.range(model),
            filter,
            scenario.measure(),
            new ResultTest.Code(LongTest.Range.ALWAYS, false),
            scenario.occurrence(),
            scenario.range(model));
    ValueTest test = scenario.valueTest(model, open);
    EventQuery query =
        new EventQuery(
            open.range(),
            filter,
            open.measure(),
            ResultTest.compile(open.measure(), test, 0),
            open.occurrence(),
            open.among());
    long[] candidates = scenario.candidates();
    Arrays.fill(result, 0x5555_5555_5555_5555L);

    scratch.attributesFrom(EventScenario.attributesOf(candidates));
    EventScan.evaluate(view, query, candidates, result, scratch);
    int counted = EventScan.count(view, query, candidates, spare, scratch);

    long[] expected = model.evaluate(query, test, candidates);
    assertThat(Arrays.equals(result, expected))
        .as(
            () ->
                query
                    + " "
                    + test
                    + " first difference in word "
                    + Arrays.mismatch(result, expected))
        .isTrue();
    assertThat(counted).as(() -> query + " " + test).isEqualTo(RowMask.cardinality(expected));
  }

  @Test
  void evaluate_mayOverwriteItsCandidates() {
    append(7, 1_000);
    long[] rows = RowMask.create();
    RowMask.add(rows, 7);
    RowMask.add(rows, 8);

    EventScan.evaluate(series.view(1), did(TimeRange.ALL), rows, rows, scratch);

    assertThat(rows(rows)).containsExactly(7);
  }

  @Test
  void window_isExactToTheMillisecond() {
    append(1, 999);
    append(2, 1_000);
    append(3, 1_999);
    append(4, 2_000);

    assertThat(passing(did(new TimeRange(1_000, 2_000)))).containsExactly(2, 3);
    assertThat(passing(did(new TimeRange(1_001, 1_999)))).isEmpty();
    assertThat(passing(did(new TimeRange(999, 2_001)))).containsExactly(1, 2, 3, 4);
  }

  /** The filter does not choose which event is the last: it is asked of the last one only. */
  @Test
  void lastEvent_isFoundBeforeTheFilterIsAsked() {
    append(1, 1_000, 5);
    append(1, 2_000, 6);
    append(2, 1_000, 6);
    append(2, 2_000, 5);
    append(3, 2_000, 5);
    append(3, 2_000, 6);

    assertThat(passing(edge(Occurrence.LAST, TimeRange.ALL, TimeRange.ALL))).containsExactly(2, 3);
    assertThat(passing(edge(Occurrence.FIRST, TimeRange.ALL, TimeRange.ALL))).containsExactly(1, 3);
    assertThat(passing(edge(Occurrence.LAST, new TimeRange(0, 2_000), TimeRange.ALL))).isEmpty();
    assertThat(passing(edge(Occurrence.LAST, TimeRange.ALL, new TimeRange(0, 2_000))))
        .containsExactly(1);
  }

  private static EventQuery edge(Occurrence occurrence, TimeRange range, TimeRange among) {
    EventQuery five = withValue(5, 5);
    return new EventQuery(range, five.filter(), five.measure(), five.result(), occurrence, among);
  }

  @Test
  void rowsWithoutEvents_passIfZeroDoes() {
    append(1, 1_000);
    MeasureSpec sum = new MeasureSpec(MeasureSpec.Kind.SUM, 0, ValueType.LONG);
    MeasureSpec average = new MeasureSpec(MeasureSpec.Kind.AVERAGE, 0, ValueType.LONG);
    ValueTest below = new ValueTest.Range(null, false, BigDecimal.ONE, false);

    assertThat(passing(query(sum, below))).hasSize(RowMask.ROWS);
    assertThat(passing(query(average, below))).isEmpty();
    assertThat(passing(query(average, new ValueTest.Missing()))).hasSize(RowMask.ROWS);
    assertThat(passing(query(sum, new ValueTest.Missing()))).isEmpty();
  }

  /** Bounds that touch the least and the greatest value of a run do not let it be skipped. */
  @Test
  void filter_findsTheValuesAtTheEndsOfARun() {
    for (int i = 0; i < 4; i++) {
      append(i, 1_000, 10 + i);
    }

    assertThat(series.view(1).runs()).hasSize(1);
    assertThat(passing(withValue(13, 20))).containsExactly(3);
    assertThat(passing(withValue(0, 10))).containsExactly(0);
    assertThat(passing(withValue(14, 20))).isEmpty();
    assertThat(passing(withValue(0, 9))).isEmpty();
  }

  private static EventQuery withValue(long low, long high) {
    return new EventQuery(
        TimeRange.ALL,
        new EventFilterNode.PropertyTest(0, new LongTest.Range(low, high)),
        MeasureSpec.COUNT,
        did(TimeRange.ALL).result());
  }

  /** Codes of a set of 64 bits, and of one more than that. */
  @Test
  void distinct_isExactAroundTheWidthOfAWord() {
    for (int i = 0; i < 64; i++) {
      append(1, 1_000, i - 5);
    }
    MeasureSpec distinct = new MeasureSpec(MeasureSpec.Kind.DISTINCT, 0, ValueType.LONG);

    assertThat(passing(query(distinct, in(64L)))).containsExactly(1);
    append(1, 1_000, 59);
    append(1, 1_000, 59);
    assertThat(passing(query(distinct, in(65L)))).containsExactly(1);
  }

  @Test
  void countLiterals_mayBeAnywhereIn64Bits() {
    append(1, 1_000);
    append(1, 1_001);

    for (long far : new long[] {Long.MIN_VALUE, Integer.MIN_VALUE, -1, 1L << 31, Long.MAX_VALUE}) {
      ValueTest above = new ValueTest.Range(far, true, null, false);
      ValueTest below = new ValueTest.Range(null, false, far, true);
      assertThat(passing(query(MeasureSpec.COUNT, above))).hasSize(far < 0 ? RowMask.ROWS : 0);
      assertThat(passing(query(MeasureSpec.COUNT, below))).hasSize(far < 0 ? 0 : RowMask.ROWS);
      assertThat(passing(query(MeasureSpec.COUNT, in(far)))).isEmpty();
    }
  }

  @Test
  void propertyThatTheTypeDoesNotHaveYet_hasNoValues() {
    append(1, 1_000);
    ValueTest zero = new ValueTest.In(Set.of(0L));
    MeasureSpec distinct = new MeasureSpec(MeasureSpec.Kind.DISTINCT, -1, ValueType.STRING);

    assertThat(passing(query(distinct, zero))).hasSize(RowMask.ROWS);
  }

  @Test
  void sum_isExactBeyond64Bits() {
    append(1, 1_000, Long.MAX_VALUE);
    append(1, 1_001, Long.MAX_VALUE);
    append(1, 1_002, Long.MAX_VALUE);
    append(2, 1_003, Long.MIN_VALUE);
    append(2, 1_004, Long.MIN_VALUE);
    BigDecimal max = BigDecimal.valueOf(Long.MAX_VALUE);
    BigDecimal min = BigDecimal.valueOf(Long.MIN_VALUE);
    MeasureSpec sum = new MeasureSpec(MeasureSpec.Kind.SUM, 0, ValueType.LONG);
    MeasureSpec average = new MeasureSpec(MeasureSpec.Kind.AVERAGE, 0, ValueType.LONG);

    assertThat(passing(query(sum, in(max.multiply(BigDecimal.valueOf(3)))))).containsExactly(1);
    assertThat(passing(query(sum, in(min.add(min))))).containsExactly(2);
    assertThat(passing(query(average, in(max)))).containsExactly(1);
    assertThat(passing(query(average, in(min)))).containsExactly(2);
  }

  @Test
  void average_isNeverRounded() {
    append(1, 1_000, 1);
    append(1, 1_001, 0);
    append(1, 1_002, 0);
    MeasureSpec average = new MeasureSpec(MeasureSpec.Kind.AVERAGE, 0, ValueType.decimal(2));
    BigDecimal third = new BigDecimal("0.0033333333333333333333333333333333333333");

    assertThat(passing(query(average, in(third)))).isEmpty();
    assertThat(passing(query(average, new ValueTest.Range(third, false, null, false))))
        .containsExactly(1);
  }

  /** Added in order of arrival these would be 0.6000000000000001 and 0.6. */
  @Test
  void sumOfDouble_isAddedInOrderOfTimeThenArrival() {
    append(1, 3_000, ValueCode.ofDouble(0.3));
    append(2, 5_000, ValueCode.ofDouble(0.3));
    append(1, 2_000, ValueCode.ofDouble(0.2));
    append(2, 5_000, ValueCode.ofDouble(0.2));
    append(1, 1_000, ValueCode.ofDouble(0.1));
    append(2, 5_000, ValueCode.ofDouble(0.1));
    MeasureSpec sum = new MeasureSpec(MeasureSpec.Kind.SUM, 0, ValueType.DOUBLE);

    assertThat(passing(query(sum, in(0.1 + 0.2 + 0.3)))).containsExactly(1);
    assertThat(passing(query(sum, in(0.3 + 0.2 + 0.1)))).containsExactly(2);
  }

  /** The scratch of a query that failed half-way serves the next one. */
  @Test
  void scratch_survivesAFailure() {
    for (int i = 0; i < 9_000; i++) {
      append(i, 1_000 + i, i);
    }
    LongOpenHashSet failing =
        new LongOpenHashSet() {
          @Override
          public boolean contains(long value) {
            if (value > 5_000) {
              throw new IllegalStateException("broken");
            }
            return true;
          }
        };
    EventFilterNode filter = new EventFilterNode.PropertyTest(0, new LongTest.Values(failing));
    EventQuery broken =
        new EventQuery(
            TimeRange.ALL,
            new EventFilterNode.Or(List.of(filter)),
            MeasureSpec.COUNT,
            new ResultTest.Code(new LongTest.Range(2, 2), false));

    assertThatThrownBy(() -> passing(broken)).hasMessage("broken");

    assertThat(passing(query(MeasureSpec.COUNT, in(1L)))).hasSize(9_000);
  }

  private static ValueTest in(Object literal) {
    return new ValueTest.In(Set.of(literal));
  }

  private static EventQuery did(TimeRange range) {
    return new EventQuery(
        range,
        EventFilterNode.ALL,
        MeasureSpec.COUNT,
        new ResultTest.Code(new LongTest.Range(1, Long.MAX_VALUE), false));
  }

  private static EventQuery query(MeasureSpec measure, ValueTest test) {
    return new EventQuery(
        TimeRange.ALL, EventFilterNode.ALL, measure, ResultTest.compile(measure, test, 0));
  }

  private void append(int row, long time, long... codes) {
    series.append(1, 0, row, time, (1L << codes.length) - 1, codes, 0);
  }

  private List<Integer> passing(EventQuery query) {
    EventScan.evaluate(series.view(1), query, ALL_ROWS, result, scratch);
    return rows(result);
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
}
