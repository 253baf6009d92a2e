// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

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
    assertThat(TimeFormat.ISO.instant(text)).isEqualTo(expected);
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
    assertThatThrownBy(() -> TimeFormat.ISO.instant(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy, 31.12.1997, 1997-12-31T00:00:00Z",
    "uuuu/MM/dd, 1997/12/31, 1997-12-31T00:00:00Z",
    "dd.MM.yyyy HH:mm, 31.12.1997 23:59, 1997-12-31T23:59:00Z",
    "yyyy-MM-dd HH:mm:ssXXX, 1997-12-31 23:59:00+01:00, 1997-12-31T22:59:00Z"
  })
  void pattern_readsUtcUnlessItHasAnOffset(String pattern, String text, Instant expected) {
    assertThat(TimeFormat.pattern(pattern).instant(text)).isEqualTo(expected);
  }

  @Test
  void pattern_refusesADayThatDoesNotExist() {
    TimeFormat times = TimeFormat.pattern("dd.MM.yyyy");

    assertThatThrownBy(() -> times.instant("30.02.1997")).isInstanceOf(DateTimeException.class);
  }

  @Test
  void pattern_thatIsNone_isRefused() {
    assertThatThrownBy(() -> TimeFormat.pattern("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{");
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.1239, 2023-11-14T22:13:20.123Z",
    "-0.5, 1969-12-31T23:59:59.500Z"
  })
  void epochSeconds_mayHaveAFraction(String text, Instant expected) {
    assertThat(TimeFormat.epochSeconds().instant(text)).isEqualTo(expected);
  }

  @Test
  void epochMicros_areCutToTheMillisecond() {
    assertThat(TimeFormat.epochMicros().instant("1700000000123999"))
        .isEqualTo(Instant.parse("2023-11-14T22:13:20.123Z"));
    assertThat(TimeFormat.epochMicros().instant("-1"))
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
  }

  /** Berlin: 02:30 on 29 March 2026 is skipped, 02:30 on 25 October is shown twice. */
  @Test
  void localTimes_areThoseOfTheZone() {
    TimeFormat berlin = TimeFormat.iso(ZoneId.of("Europe/Berlin"));

    assertThat(berlin.instant("2026-01-01")).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
    assertThat(berlin.instant("2026-07-01T12:00:00"))
        .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    assertThat(berlin.instant("2026-07-01T12:00:00Z"))
        .isEqualTo(Instant.parse("2026-07-01T12:00:00Z"));
    assertThat(berlin.instant("2026-10-25T02:30:00"))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThatThrownBy(() -> berlin.instant("2026-03-29T02:30:00"))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("Europe/Berlin has no 2026-03-29T02:30");
  }

  /** Short to write, and as long as years of CPU to write out. */
  @ParameterizedTest
  @CsvSource({
    "1e-99999999, 0",
    "-1e-99999999, -1",
    "1e-2147483647, 0",
    "0e99999999, 0",
    "0.9e-2, 9",
    "-0.0001, -1"
  })
  @Timeout(60)
  void numbersWithLongFractions_areCutWithoutWritingThemOut(BigDecimal number, long millis) {
    assertThat(TimeFormat.epochSeconds().ofNumber(number).toEpochMilli()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e19", "1e99999999", "-1e2147483647"})
  @Timeout(60)
  void numbersTooFarAway_areRefused(BigDecimal number) {
    assertThatThrownBy(() -> TimeFormat.ISO.ofNumber(number))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("too far away");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd.MM.yyyy hh:mm",
        "dd.MM.yyyy a",
        "dd.MM.yyyy mm",
        "dd.MM.yyyy[ hh:mm]",
        "HH:mm",
        "dd.MM"
      })
  void pattern_thatWouldDropSomething_isRefused(String pattern) {
    assertThatThrownBy(() -> TimeFormat.pattern(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "'");
  }

  @Test
  void pattern_withHalfDays_isRead() {
    assertThat(TimeFormat.pattern("dd.MM.yyyy hh:mm a").instant("31.12.1997 11:30 PM"))
        .isEqualTo(Instant.parse("1997-12-31T23:30:00Z"));
  }

  /** One alternative is whole, and the text is written like the other. */
  @Test
  void alternatives_areLookedAtTextByText() {
    TimeFormat times = TimeFormat.pattern("[dd/MM/yyyy HH:mm][dd.MM.yyyy hh:mm]");

    assertThat(times.instant("31/12/1997 10:00")).isEqualTo(Instant.parse("1997-12-31T10:00:00Z"));
    assertThatThrownBy(() -> times.instant("31.12.1997 10:00"))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("the time of day cannot be told");
    assertThatThrownBy(() -> times.date("31.12.1997 10:00"))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("there is a time of day");
  }

  @Test
  void dates_haveNoTimeOfDay() {
    assertThat(TimeFormat.pattern("dd.MM.yyyy").date("31.12.1997"))
        .isEqualTo(LocalDate.of(1997, 12, 31));
    assertThatThrownBy(() -> TimeFormat.pattern("dd.MM.yyyy HH:mm").date("31.12.1997 10:00"))
        .isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> TimeFormat.pattern("dd.MM.yyyy").instant("1700000000"))
        .isInstanceOf(DateTimeException.class);
  }
}
