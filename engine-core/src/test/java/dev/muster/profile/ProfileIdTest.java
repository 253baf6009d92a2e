// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.value.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileIdTest {

  /** The limit counts bytes of UTF-8, of which a letter takes one to four. */
  @ParameterizedTest
  @CsvSource({"a, 255", "é, 127", "€, 85", "😀, 63"})
  void size_isLimitedInBytes(String letter, int lettersMax) {
    String longest = letter.repeat(lettersMax);
    String tooLong = letter.repeat(lettersMax + 1);

    assertThat(ProfileId.of(longest).value()).isEqualTo(longest);
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ProfileId.of(tooLong))
        .withMessageContainingAll("1 to 255 bytes", "of " + tooLong.length() + " characters")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.TOO_LARGE));
  }

  @Test
  void empty_isRefused() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ProfileId.of(""))
        .withMessageContainingAll("1 to 255 bytes", "String \"\"")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.MALFORMED));
  }

  @Test
  void halfASurrogatePair_isRefused() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ProfileId.of("ana\uD83D"))
        .withMessageContaining("index 3");
  }

  @Test
  void text_isNeitherTrimmedNorFolded() {
    assertThat(ProfileId.of("Ana")).isNotEqualTo(ProfileId.of("ana"));
    assertThat(ProfileId.of("ana ")).isNotEqualTo(ProfileId.of("ana"));
    assertThat(ProfileId.of("ana")).isEqualTo(ProfileId.of("ana")).hasToString("ana");
    assertThat(ProfileId.of("ana")).isLessThan(ProfileId.of("bea"));
  }
}
