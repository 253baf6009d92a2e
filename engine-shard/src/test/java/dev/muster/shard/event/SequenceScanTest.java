// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.event.SequenceModel.Marked;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceScanTest {

  private static final int TYPES = 2;

  private final EventScratch scratch = new EventScratch();
  private final long[] result = RowMask.create();

  /** A series by type, and the same events as a list. */
  record Stored(List<EventSeries> series, List<EventModel> models) {

    static Stored random(long seed, int rows, int events, int sealEvents) {
      List<EventSeries> series = new ArrayList<>();
      List<EventModel> models = new ArrayList<>();
      for (int type = 0; type < TYPES; type++) {
        Arrival arrival = Arrival.values()[(int) (seed + type) % Arrival.values().length];
        EventScenario scenario = new EventScenario(seed + type, arrival, rows);
        EventSeries growing = new EventSeries(sealEvents, 64);
        List<EventModel.Stored> stored = new ArrayList<>();
        for (int i = 0; i < events; i++) {
          EventModel.Stored event = scenario.event();
          stored.add(event);
          EventScenario.append(growing, 1, 0, event);
        }
        series.add(growing);
        models.add(new EventModel(stored));
      }
      return new Stored(series, models);
    }

    IntFunction<EventView> views() {
      return type -> series.get(type).view(1);
    }
  }

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  /** Runs, tails, one row, few rows, all rows. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void evaluate_agreesWithTryingAllCombinations(long seed) {
    Random random = new Random(seed);
    int sealEvents = new int[] {1, 64, 16_384}[random.nextInt(3)];
    Stored stored = Stored.random(seed, 200, 800, sealEvents);
    for (int i = 0; i < 100; i++) {
      check(stored, random, new EventScenario(seed * 100 + i, Arrival.SORTED, 200));
    }
  }

  /** So many events that they are gathered in parts, and rows looked up one by one in long runs. */
  @Test
  void evaluate_agreesOnAFullChunk() {
    Random random = new Random(9);
    Stored stored = Stored.random(9, 40_000, 120_000, 16_384);
    for (int i = 0; i < 12; i++) {
      check(stored, random, new EventScenario(900 + i, Arrival.SORTED, 40_000));
    }
  }

  private void check(Stored stored, Random random, EventScenario scenario) {
    SequenceQuery query = query(stored, random, scenario);
    long[] candidates = scenario.candidates();
    Arrays.fill(result, 0x5555_5555_5555_5555L);

    scratch.attributesFrom(EventScenario.attributesOf(candidates));
    SequenceScan.evaluate(stored.views(), query, candidates, result, scratch);

    assertThat(Arrays.equals(result, expected(stored, query, candidates)))
        .as(query::toString)
        .isTrue();
  }

  private static long[] expected(Stored stored, SequenceQuery query, long[] candidates) {
    long[] expected = RowMask.create();
    marked(stored, query, candidates)
        .forEach(
            (key, events) -> {
              if (SequenceModel.holds(query, events)) {
                RowMask.add(expected, (Integer) key.get(0));
              }
            });
    return expected;
  }

  /** The events of each row, or of each row and key, in no order. */
  static Map<List<Object>, List<Marked>> marked(
      Stored stored, SequenceQuery query, long[] candidates) {
    Map<List<Object>, List<Marked>> byRowAndKey = new HashMap<>();
    for (int type = 0; type < TYPES; type++) {
      for (EventModel.Stored event : stored.models().get(type).events()) {
        List<Object> key = rowAndKey(query.keys().get(type), event);
        if (RowMask.contains(candidates, event.row()) && !key.isEmpty()) {
          byRowAndKey
              .computeIfAbsent(key, k -> new ArrayList<>())
              .add(new Marked(event.time(), marks(query, type, event)));
        }
      }
    }
    return byRowAndKey;
  }

  /** Which events {@code event} belongs with; empty if with none. */
  private static List<Object> rowAndKey(@Nullable EventKey key, EventModel.Stored event) {
    if (key == null) {
      return List.of(event.row());
    }
    Long code = event.code(key.property());
    LongUnaryOperator common = key.common();
    if (code == null || (common != null && common.applyAsLong(code) < 0)) {
      return List.of();
    }
    return List.of(event.row(), common == null ? code : common.applyAsLong(code));
  }

  private static long marks(SequenceQuery query, int type, EventModel.Stored event) {
    long marks = 0;
    for (int step = 0; step < query.steps().size(); step++) {
      SequenceQuery.Step asked = query.steps().get(step);
      marks |= matches(asked.event(), type, event) ? SequenceQuery.stepMark(step) : 0;
      for (SequencePattern excluded : asked.without()) {
        marks |= matches(excluded, type, event) ? query.withoutMark(step) : 0;
      }
    }
    SequenceQuery.Inaction inaction = query.inaction();
    boolean unwanted = inaction != null && matches(inaction.event(), type, event);
    return unwanted ? marks | query.inactionMark() : marks;
  }

  private static boolean matches(SequencePattern pattern, int type, EventModel.Stored event) {
    return pattern.eventType() == type
        && pattern.range().contains(event.time())
        && EventModel.passes(pattern.filter(), event);
  }

  static SequenceQuery query(Stored stored, Random random, EventScenario scenario) {
    List<SequenceQuery.Step> steps = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<SequencePattern> without = new ArrayList<>();
      if (random.nextInt(4) == 0) {
        without.add(pattern(stored, random, scenario));
      }
      steps.add(
          new SequenceQuery.Step(
              pattern(stored, random, scenario), limit(random), order(random), without));
    }
    SequenceQuery.Inaction inaction =
        new SequenceQuery.Inaction(
            pattern(stored, random, scenario),
            random.nextInt(9) * EventScenario.DAY,
            order(random));
    return new SequenceQuery(
        steps, limit(random), random.nextInt(3) == 0 ? inaction : null, keys(random));
  }

  /** No key; few, under other codes in one type, one of them unknown; many; one that none has. */
  private static Map<Integer, EventKey> keys(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Map.of(0, new EventKey(0, null), 1, new EventKey(0, code -> (code + 2) % 5 - 1));
      case 2 -> Map.of(0, new EventKey(3, null), 1, new EventKey(0, null));
      case 3 ->
          Map.of(0, new EventKey(0, null), 1, new EventKey(EventScenario.NEVER_PRESENT, null));
      default -> Map.of();
    };
  }

  private static SequencePattern pattern(Stored stored, Random random, EventScenario scenario) {
    int type = random.nextInt(TYPES);
    boolean filtered = random.nextInt(3) == 0;
    return new SequencePattern(
        type,
        filtered ? scenario.filter(1) : EventFilterNode.ALL,
        random.nextBoolean() ? TimeRange.ALL : scenario.range(stored.models().get(type)));
  }

  private static long limit(Random random) {
    return random.nextBoolean()
        ? SequenceQuery.UNLIMITED
        : random.nextInt(5) * EventScenario.DAY / 2;
  }

  private static Order order(Random random) {
    return random.nextInt(3) == 0 ? Order.AFTER : Order.AT_OR_AFTER;
  }
}
