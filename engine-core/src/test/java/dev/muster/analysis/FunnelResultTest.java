// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.analysis.FunnelResult.Row;
import dev.muster.analysis.FunnelResult.Step;
import dev.muster.analysis.FunnelResult.Times;
import dev.muster.value.GeoPoint;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FunnelResultTest {

  @Test
  void conversions_areOfTheEntriesOrOfTheStepBefore() {
    FunnelResult result =
        new FunnelResult(
            List.of(new Step("a", 8, null), new Step("b", 4, null), new Step("c", 1, null)), null);

    assertThat(result.entered()).isEqualTo(8);
    assertThat(result.converted()).isEqualTo(1);
    assertThat(result.conversion(0)).isEqualTo(1);
    assertThat(result.conversion(2)).isEqualTo(0.125);
    assertThat(result.conversionFromPrevious(2)).isEqualTo(0.25);
  }

  @Test
  void conversions_ofNobodyAreZero() {
    FunnelResult result =
        new FunnelResult(List.of(new Step("a", 0, null), new Step("b", 0, null)), null);

    assertThat(result.conversion(1)).isZero();
    assertThat(result.conversionFromPrevious(1)).isZero();
  }

  @Test
  void percentiles_areNearestRanks() {
    Times ten = Times.of(LongStream.rangeClosed(1, 10).toArray(), List.of(1, 10, 11, 90, 91, 100));

    assertThat(ten.shortest()).isEqualTo(Duration.ofMillis(1));
    assertThat(ten.median()).isEqualTo(Duration.ofMillis(5));
    assertThat(ten.longest()).isEqualTo(Duration.ofMillis(10));
    assertThat(ten.percentile(1)).isEqualTo(Duration.ofMillis(1));
    assertThat(ten.percentile(10)).isEqualTo(Duration.ofMillis(1));
    assertThat(ten.percentile(11)).isEqualTo(Duration.ofMillis(2));
    assertThat(ten.percentile(90)).isEqualTo(Duration.ofMillis(9));
    assertThat(ten.percentile(91)).isEqualTo(Duration.ofMillis(10));
    assertThat(ten.percentile(100)).isEqualTo(Duration.ofMillis(10));
    assertThat(Times.of(new long[] {7}, List.of()).median()).isEqualTo(Duration.ofMillis(7));
    assertThat(Times.of(new long[] {3, 5, 9}, List.of()).median()).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void percentile_isOneAskedForOrTheMedian() {
    Times times = Times.of(new long[] {1, 2}, List.of(90));

    assertThat(times.percentile(50)).isEqualTo(times.median());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> times.percentile(75))
        .withMessage("no such percentile was asked for, percentile=75 asked=[90]");
  }

  @Test
  void rows_areOrderedByEntriesThenByValue() {
    List<Row> rows =
        List.of(row("zz", 3), row("\uFFFD", 2), row("😀", 2), row("a", 1), row("b", 1));
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.reverse(shuffled);

    assertThat(new FunnelResult.Breakdown(shuffled, List.of(0L), List.of(0L)).rows())
        .isEqualTo(rows);
  }

  /** Equally frequent values of every type have an order. */
  @Test
  void rows_ofEachTypeHaveAnOrder() {
    assertOrder(false, true);
    assertOrder(-1L, 2L);
    assertOrder(-0.5, 1e9);
    assertOrder(new BigDecimal("9.00"), new BigDecimal("10.00"));
    assertOrder(Version.parse("1.9"), Version.parse("1.10"));
    assertOrder(new GeoPoint(1, 9), new GeoPoint(2, 3));
    assertOrder(new GeoPoint(1, 3), new GeoPoint(1, 9));
  }

  private static void assertOrder(Object lower, Object higher) {
    assertThat(Row.MOST_ENTRIES_FIRST.compare(row(lower, 1), row(higher, 1))).isNegative();
    assertThat(Row.MOST_ENTRIES_FIRST.compare(row(higher, 1), row(lower, 1))).isPositive();
    assertThat(Row.MOST_ENTRIES_FIRST.compare(row(lower, 1), row(higher, 2))).isPositive();
  }

  private static Row row(Object value, long entries) {
    return new Row(value, List.of(entries));
  }
}
