// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "1997-01-01, 1997-01-01T00:00:00Z",
    "1997-01-01T10:20:30Z, 1997-01-01T10:20:30Z",
    "1997-01-01T10:20:30.125+05:30, 1997-01-01T04:50:30.125Z",
    "1997-01-01T10:20Z, 1997-01-01T10:20:00Z",
    "852076800000, 1997-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "0, 1970-01-01T00:00:00Z"
  })
  void iso_readsDatesDateTimesAndMillis(String text, Instant expected) {
    assertThat(TimeText.ISO.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1997-02-30",
        "1997-13-01",
        "1997-01-01T10:20:30",
        "01/02/1997",
        "12345678901234567890",
        " 1997-01-01"
      })
  void iso_refusesEverythingElse(String text) {
    assertThatThrownBy(() -> TimeText.ISO.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy, 31.12.1997, 1997-12-31T00:00:00Z",
    "uuuu/MM/dd, 1997/12/31, 1997-12-31T00:00:00Z",
    "dd.MM.yyyy HH:mm, 31.12.1997 23:59, 1997-12-31T23:59:00Z",
    "yyyy-MM-dd HH:mm:ssXXX, 1997-12-31 23:59:00+01:00, 1997-12-31T22:59:00Z"
  })
  void pattern_readsUtcUnlessItHasAnOffset(String pattern, String text, Instant expected) {
    assertThat(TimeText.ofPattern(pattern).parse(text)).isEqualTo(expected);
  }

  @Test
  void pattern_refusesADayThatDoesNotExist() {
    TimeText times = TimeText.ofPattern("dd.MM.yyyy");

    assertThatThrownBy(() -> times.parse("30.02.1997")).isInstanceOf(DateTimeException.class);
  }

  @Test
  void pattern_thatIsNone_isRefused() {
    assertThatThrownBy(() -> TimeText.ofPattern("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{");
  }
}
