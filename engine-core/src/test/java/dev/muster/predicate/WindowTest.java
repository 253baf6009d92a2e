// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long NOW = Instant.parse("2025-03-10T00:00:00Z").toEpochMilli();
  private static final Duration DAY = Duration.ofDays(1);
  private static final long DAY_MILLIS = DAY.toMillis();

  @Test
  void last_coversFromNowToJustBeforeTheEdge() {
    TimeRange range = Window.last(DAY).at(NOW);

    assertThat(range.contains(NOW)).isTrue();
    assertThat(range.contains(NOW + 1)).as("the future").isFalse();
    assertThat(range.contains(NOW - DAY_MILLIS + 1)).isTrue();
    assertThat(range.contains(NOW - DAY_MILLIS)).as("exactly a day ago").isFalse();
  }

  @Test
  void ago_includesTheNearerEdgeAndExcludesTheFarther() {
    TimeRange range = Window.ago(DAY, DAY.multipliedBy(2)).at(NOW);

    assertThat(range.contains(NOW - DAY_MILLIS + 1)).isFalse();
    assertThat(range.contains(NOW - DAY_MILLIS)).isTrue();
    assertThat(range.contains(NOW - 2 * DAY_MILLIS + 1)).isTrue();
    assertThat(range.contains(NOW - 2 * DAY_MILLIS)).isFalse();
  }

  @Test
  void ago_fromZeroIsTheSameAsLast() {
    assertThat(Window.ago(Duration.ZERO, DAY).at(NOW)).isEqualTo(Window.last(DAY).at(NOW));
  }

  /** Adjacent rolling windows partition time: every past instant lies in exactly one. */
  @SeededTest
  void ago_partitionsTime(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    TreeSet<Long> edges = new TreeSet<>();
    for (int i = choice.between(1, 6); i > 0; i--) {
      edges.add(choice.between(1L, 20L));
    }
    List<Window> windows = new ArrayList<>();
    long from = 0;
    for (long to : edges) {
      windows.add(Window.ago(Duration.ofMillis(from), Duration.ofMillis(to)));
      from = to;
    }

    for (long age = 0; age < from; age++) {
      long millis = NOW - age;
      assertThat(windows.stream().filter(window -> window.at(NOW).contains(millis)))
          .as("age %d ms", age)
          .hasSize(1);
    }
  }

  @Test
  void between_includesTheStartAndExcludesTheEnd() {
    Instant from = Instant.parse("2025-01-01T00:00:00Z");
    Instant to = Instant.parse("2025-02-01T00:00:00Z");

    TimeRange range = Window.between(from, to).at(NOW);

    assertThat(range).isEqualTo(new TimeRange(from.toEpochMilli(), to.toEpochMilli()));
    assertThat(range.contains(from.toEpochMilli())).isTrue();
    assertThat(range.contains(to.toEpochMilli())).isFalse();
  }

  @Test
  void sinceAndBefore_partitionTime() {
    Instant edge = Instant.ofEpochMilli(NOW);

    for (long millis = NOW - 1; millis <= NOW + 1; millis++) {
      assertThat(Window.since(edge).at(0).contains(millis)).isEqualTo(millis >= NOW);
      assertThat(Window.before(edge).at(0).contains(millis)).isEqualTo(millis < NOW);
    }
  }

  @Test
  void ever_coversTheFutureToo() {
    assertThat(Window.EVER.at(NOW)).isEqualTo(TimeRange.ALL);
    assertThat(Window.EVER.at(NOW).contains(ValueRules.INSTANT_MAX.toEpochMilli())).isTrue();
    assertThat(Window.EVER.at(NOW).contains(ValueRules.INSTANT_MIN.toEpochMilli())).isTrue();
  }

  /** The longest window at the ends of time still comes out in order. */
  @Test
  void last_doesNotOverflow() {
    long first = ValueRules.INSTANT_MIN.toEpochMilli();

    TimeRange range = Window.last(Window.DURATION_MAX).at(first);

    assertThat(range.isEmpty()).isFalse();
    assertThat(range.contains(first)).isTrue();
  }

  @Test
  void durations_arePositiveWholeMillisecondsOfAThousandYearsAtMost() {
    assertDurationRefused(Duration.ZERO, "duration=PT0S");
    assertDurationRefused(Duration.ofMillis(-1), "duration=PT-0.001S");
    assertDurationRefused(Duration.ofNanos(1_500_000), "duration=PT0.0015S");
    assertDurationRefused(Window.DURATION_MAX.plusMillis(1), "duration=PT8760000H0.001S");
    assertThat(Window.last(Window.DURATION_MAX)).isNotNull();
  }

  @Test
  void ago_refusesCrossedOrNegativeEdges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.ago(DAY, DAY))
        .withMessageContainingAll("from < to", "from=PT24H to=PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.ago(Duration.ofMillis(-1), DAY))
        .withMessageContainingAll("[0 ms, 365000 days]", "from=PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.ago(DAY, Window.DURATION_MAX.plusDays(1)))
        .withMessageContainingAll("[1 ms, 365000 days]", "to=PT8760024H");
  }

  @Test
  void between_refusesEmptySpans() {
    Instant edge = Instant.ofEpochMilli(NOW);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.between(edge, edge))
        .withMessageContainingAll("from < to", "from=2025-03-10T00:00:00Z to=2025-03-10T00:00:00Z");
  }

  @Test
  void instants_areWholeMillisecondsInFourDigitYears() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.since(Instant.ofEpochSecond(0, 1)))
        .withMessageContainingAll(
            "from must be a whole millisecond", "1970-01-01T00:00:00.000000001Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.before(Instant.ofEpochSecond(0, 1)))
        .withMessageContaining("to must be a whole millisecond");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Window.before(Instant.MAX))
        .withMessageContaining(Instant.MAX.toString());
  }

  @Test
  void intersect_keepsWhatBothHave() {
    TimeRange range = new TimeRange(0, 10);

    assertThat(range.intersect(new TimeRange(5, 15))).isEqualTo(new TimeRange(5, 10));
    assertThat(range.intersect(TimeRange.ALL)).isEqualTo(range);
    assertThat(range.intersect(new TimeRange(10, 20)).isEmpty()).isTrue();
  }

  private static void assertDurationRefused(Duration duration, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.last(duration))
        .withMessageContainingAll("whole milliseconds in [1 ms, 365000 days]", value);
  }
}
