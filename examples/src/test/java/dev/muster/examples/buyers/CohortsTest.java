// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Retention;
import dev.muster.analysis.Retention.Interval;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CohortsTest {

  private static final Cohorts COHORTS =
      Cohorts.of(
          new Retention.Result(
              List.of(
                  cohort(
                      "2026-01", 100, interval(10, true), interval(30, true), interval(8, false)),
                  cohort("2026-02", 0, interval(0, true), interval(0, false), interval(0, false)),
                  cohort(
                      "2026-03", 50, interval(9, false), interval(0, false), interval(0, false))),
              cohort("2026-01", 150, interval(19, false), interval(30, false), interval(8, false))),
          YearMonth.parse("2026-03"),
          ZoneOffset.UTC);

  @Test
  void cohorts_areThoseWithCustomersAndEndWithTheLastMonth() {
    assertThat(COHORTS.all())
        .extracting(cohort -> cohort.month() + " " + cohort.intervals().size())
        .containsExactly("2026-01 3", "2026-03 1");
    assertThat(COHORTS.profiles()).isEqualTo(150);
    assertThat(COHORTS.all().get(0).share(1)).isEqualTo(0.3);
  }

  @Test
  void average_isOfCohortsForWhichTheMonthIsOver() {
    assertThat(COHORTS.average(0)).hasValue(0.1);
    assertThat(COHORTS.average(1)).hasValue(0.3);
    assertThat(COHORTS.average(2)).isEmpty();
  }

  @Test
  void latest_areTheLastOnes() {
    assertThat(COHORTS.latest(1))
        .extracting(Cohorts.Cohort::month)
        .containsExactly(YearMonth.parse("2026-03"));
    assertThat(COHORTS.latest(9)).isEqualTo(COHORTS.all());
  }

  private static Interval interval(long retained, boolean complete) {
    return new Interval(retained, complete);
  }

  private static Retention.Cohort cohort(String month, long profiles, Interval... intervals) {
    YearMonth parsed = YearMonth.parse(month);
    return new Retention.Cohort(
        start(parsed), start(parsed.plusMonths(1)), profiles, List.of(intervals));
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
