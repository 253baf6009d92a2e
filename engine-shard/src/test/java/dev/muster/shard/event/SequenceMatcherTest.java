// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.event.SequenceModel.Marked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceMatcherTest {

  private static final SequencePattern ANY =
      new SequencePattern(0, EventFilterNode.ALL, TimeRange.ALL);

  /** Few instants and many marks, so that groups are full and every limit is met exactly. */
  @Test
  void matches_agreesWithTryingAllCombinations() {
    Random random = new Random(3);
    int held = 0;
    for (int round = 0; round < 100_000; round++) {
      SequenceQuery query = query(random);
      List<Marked> events = events(random, query);

      boolean expected = SequenceModel.holds(query, events);

      held += expected ? 1 : 0;
      assertThat(matches(query, events)).as("%s of %s", query, events).isEqualTo(expected);
    }
    assertThat(held).isBetween(20_000, 80_000);
  }

  @Test
  void shortest_agreesWithTryingAllCombinations() {
    Random random = new Random(4);
    int reached = 0;
    for (int round = 0; round < 50_000; round++) {
      SequenceQuery query = query(random);
      List<Marked> events = events(random, query);
      long[] shortest = new long[query.steps().size()];
      Arrays.fill(shortest, FunnelScan.UNREACHED);
      SequenceMatcher matcher = new SequenceMatcher(query);
      events.forEach(event -> matcher.add(event.time(), event.marks()));

      matcher.shortest(shortest);

      long[] expected = SequenceModel.shortest(query, events, Long.MAX_VALUE);
      reached += expected[expected.length - 1] == FunnelScan.UNREACHED ? 0 : 1;
      assertThat(shortest).as("%s of %s", query, events).isEqualTo(expected);
    }
    assertThat(reached).isBetween(10_000, 40_000);
  }

  private static List<Marked> events(Random random, SequenceQuery query) {
    int bits = 2 * query.steps().size() + 1;
    int density = random.nextInt(4) + 1;
    List<Marked> events = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      long marks = 0;
      for (int bit = 0; bit < bits; bit++) {
        marks |= random.nextInt(density + 1) == 0 ? 1L << bit : 0;
      }
      events.add(new Marked(random.nextInt(6), marks));
    }
    events.sort(Comparator.comparingLong(Marked::time));
    return events;
  }

  private static SequenceQuery query(Random random) {
    List<SequenceQuery.Step> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      steps.add(new SequenceQuery.Step(ANY, limit(random), order(random), List.of()));
    }
    return new SequenceQuery(
        steps,
        limit(random),
        random.nextBoolean()
            ? null
            : new SequenceQuery.Inaction(ANY, 1 + random.nextInt(3), order(random)));
  }

  private static long limit(Random random) {
    return random.nextBoolean() ? SequenceQuery.UNLIMITED : random.nextInt(4);
  }

  private static Order order(Random random) {
    return random.nextInt(3) == 0 ? Order.AFTER : Order.AT_OR_AFTER;
  }

  /** The nearest second step is too far from the third: only the later one will do. */
  @Test
  void limitsBetweenSteps_needMoreThanTheEarliestOrLatestMatch() {
    SequenceQuery query = limited(10, 3);

    assertThat(matches(query, events(0, 0, 2, 1, 9, 1, 11, 2))).isTrue();
    assertThat(matches(query, events(0, 0, 2, 1, 11, 1, 12, 2))).isFalse();
    assertThat(matches(query, events(0, 0, 2, 1, 5, 2, 9, 1))).isTrue();
  }

  private static SequenceQuery limited(long second, long third) {
    return new SequenceQuery(
        List.of(step(SequenceQuery.UNLIMITED), step(second), step(third)),
        SequenceQuery.UNLIMITED,
        null);
  }

  @Test
  void tenStepsOfOneInstant_needTenEvents() {
    List<SequenceQuery.Step> steps = new ArrayList<>();
    List<Marked> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      steps.add(step(0));
      // Event i may be step i or any later one: only one assignment uses them all.
      events.add(0, new Marked(5, (1L << 10) - (1L << i)));
    }
    SequenceQuery query = new SequenceQuery(steps, 0, null);

    assertThat(matches(query, events)).isTrue();
    assertThat(matches(query, events.subList(0, 9))).isFalse();
  }

  @Test
  void manyEvents_areReusedFromRowToRow() {
    SequenceQuery query = limited(1, 1);
    SequenceMatcher matcher = new SequenceMatcher(query);
    for (int i = 0; i < 1_000; i++) {
      matcher.add(i * 2L, 1L << i % 3);
    }

    assertThat(matcher.matches()).isFalse();
    matcher.clear();
    for (int i = 0; i < 3; i++) {
      matcher.add(i, 1L << i);
    }
    assertThat(matcher.matches()).isTrue();
  }

  private static SequenceQuery.Step step(long withinMillis) {
    return new SequenceQuery.Step(ANY, withinMillis, Order.AT_OR_AFTER, List.of());
  }

  /** Pairs of time and step. */
  private static List<Marked> events(long... pairs) {
    List<Marked> events = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      events.add(new Marked(pairs[i], 1L << pairs[i + 1]));
    }
    return events;
  }

  private static boolean matches(SequenceQuery query, List<Marked> events) {
    SequenceMatcher matcher = new SequenceMatcher(query);
    events.forEach(event -> matcher.add(event.time(), event.marks()));
    return matcher.matches();
  }
}
