// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  /**
   * The examples of Semantic Versioning 2.0.0, chapter 11, and numbers that text would misorder.
   */
  @Test
  void order_isThePrecedenceOfSemanticVersioning() {
    List<Version> ascending =
        versions(
            "0.9.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.2.0",
            "1.10.0",
            "2.0.0",
            "2.1.0",
            "2.1.1",
            "10.0.0");
    List<Version> shuffled = new ArrayList<>(ascending);
    Collections.reverse(shuffled);

    Collections.sort(shuffled);

    assertThat(shuffled).containsExactlyElementsOf(ascending);
  }

  @Test
  void parse_fillsMinorAndPatchWithZero() {
    assertThat(Version.parse("3")).isEqualTo(Version.parse("3.0.0"));
    assertThat(Version.parse("3.1")).isEqualTo(Version.parse("3.1.0"));
    assertThat(Version.parse("3-beta")).isEqualTo(new Version(3, 0, 0, List.of("beta")));
  }

  @Test
  void parse_dropsBuildMetadata() {
    assertThat(Version.parse("1.0.0+20250310.sha-5114f85")).isEqualTo(Version.parse("1.0.0"));
    assertThat(Version.parse("1.0.0-rc.1+7")).hasToString("1.0.0-rc.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1.0.0",
        "01.0.0",
        "1.0.0.0",
        "1.0.",
        "-1.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0-a..b",
        " 1.0.0",
        "1.0.0+",
        "1.0.0-ä",
        "1234567890123456789"
      })
  void parse_refusesWhatIsNoVersion(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Version.parse(text))
        .withMessageContainingAll("expected a semantic version", "String \"" + text + "\"")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.MALFORMED));
  }

  @Test
  void parse_refusesLongTexts() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Version.parse("1.0.0+" + "x".repeat(251)))
        .withMessageContaining("1.0.0+xxx");
  }

  @Test
  void numbers_haveEighteenDigitsAtMost() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new Version(1, -1, 0, List.of()))
        .withMessageContaining("found 1.-1.0");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new Version(1_000_000_000_000_000_000L, 0, 0, List.of()))
        .withMessageContaining("found 1000000000000000000.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "a.b", "1234567890123456789", "ä"})
  void preRelease_holdsIdentifiersOnly(String identifier) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new Version(1, 0, 0, List.of("beta", identifier)))
        .withMessageContainingAll("pre-release identifier", "String \"" + identifier + "\"");
  }

  @Test
  void preRelease_isLimitedInLength() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new Version(1, 0, 0, List.of("a".repeat(192))))
        .withMessageContainingAll("192 characters", "aaa");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "0.0.0", "1.0.0-alpha.1.x-y", "999999999999999999.0.0-0"})
  void toString_canBeReadAgain(String text) {
    assertThat(Version.parse(text)).hasToString(text);
  }

  /** The longest canonical text still parses. */
  @Test
  void toString_ofTheLongestVersionCanBeReadAgain() {
    long greatest = 999_999_999_999_999_999L;
    Version longest = new Version(greatest, greatest, greatest, List.of("a".repeat(191)));

    assertThat(Version.parse(longest.toString())).isEqualTo(longest);
  }

  private static List<Version> versions(String... texts) {
    return List.of(texts).stream().map(Version::parse).toList();
  }
}
