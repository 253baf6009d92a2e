// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Window;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "P0D, 0",
    "PT0.001S, 1",
    "PT0.5S, 500",
    "PT90S, 90000",
    "PT1M30.25S, 90250",
    "PT36H, 129600000",
    "P1DT12H, 129600000",
    "P2W, 1209600000",
    "P0030D, 2592000000",
    "P365000D, 31536000000000",
  })
  void text_isReadAsMilliseconds(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "P1",
        "1D",
        "P1DT",
        "P-1D",
        "-P1D",
        "+P1D",
        "P1M",
        "P1Y",
        "P1W1D",
        "P1.5D",
        "PT1.5H",
        "PT0.0001S",
        "PT.5S",
        "PT1,5S",
        "P1D1H",
        "PT1S1M",
        "p1d",
        " P1D",
        "P1D ",
        "P1D\n",
        "P٣D",
        "P365000DT0.001S",
        "P365001D",
        "P52143W",
        "P9999999999999999D",
        "P999999999999999W",
        "PT999999999999999S"
      })
  void text_thatIsNone_isNotRead(String text) {
    assertThat(DurationText.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "1, PT0.001S",
    "1500, PT1.5S",
    "60000, PT1M",
    "86400000, P1D",
    "129600000, P1DT12H",
    "2592000000, P30D",
    "90061001, P1DT1H1M1.001S",
  })
  void print_namesWholeUnits(long millis, String text) {
    assertThat(DurationText.print(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void print_isUndoneByParse() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      long max = Window.DURATION_MAX.toMillis() >> random.nextInt(45);
      Duration duration = Duration.ofMillis(random.nextLong(max + 1));
      assertThat(DurationText.parse(DurationText.print(duration))).isEqualTo(duration);
      // What the JDK reads of it is the same: nothing here is of our own making.
      assertThat(Duration.parse(DurationText.print(duration))).isEqualTo(duration);
    }
  }
}
