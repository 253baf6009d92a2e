// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void count_groupsThousands() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.count(0)).isEqualTo("0");
  }

  @Test
  void share_isInPercent_andOfNothingThereIsNone() {
    assertThat(Figures.share(1, 3)).isEqualTo("33.33%");
    assertThat(Figures.share(3, 3)).isEqualTo("100.00%");
    assertThat(Figures.share(0, 0)).isEqualTo("-");
  }

  @Test
  void bytes_takeTheLargestFittingUnit() {
    assertThat(Figures.bytes(1_023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1_536)).isEqualTo("1.5 KiB");
    assertThat(Figures.bytes(3L << 30)).isEqualTo("3.0 GiB");
  }

  @Test
  void bytesEach_amongNone_isNotANumber() {
    assertThat(Figures.bytesEach(300, 200)).isEqualTo("1.5");
    assertThat(Figures.bytesEach(300, 0)).isEqualTo("-");
  }

  @Test
  void rate_isPerSecond() {
    assertThat(Figures.rate(3_000_000, Duration.ofMillis(1_500))).isEqualTo("2,000,000/s");
    assertThat(Figures.seconds(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
    assertThat(Figures.millis(1_234.567)).isEqualTo("1,234.57");
  }

  @Test
  void percentAndMoney_haveFixedDigits() {
    assertThat(Figures.percent(0.12349)).isEqualTo("12.3");
    assertThat(Figures.percent(1)).isEqualTo("100.0");
    assertThat(Figures.money(new BigDecimal("1234567.8"))).isEqualTo("1,234,567.80");
    assertThat(Figures.money(BigDecimal.ZERO)).isEqualTo("0.00");
  }
}
