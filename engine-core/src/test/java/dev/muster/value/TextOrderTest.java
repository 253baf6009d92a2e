// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextOrderTest {

  /** The edges between one, two, three and four bytes of UTF-8, and around the surrogates. */
  private static final List<Integer> CODE_POINTS =
      List.of(
          0x0, 0x61, 0x62, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFDD0, 0xFFFF, 0x10000,
          0x1F600, 0x10FFFF);

  @Test
  void compare_putsCharactersBeyondTheBasicPlaneLast() {
    assertThat(TextOrder.compare("\uFFFD", "😀")).isNegative();
    assertThat("\uFFFD".compareTo("😀")).as("what String does").isPositive();
  }

  /** Code-point order is the order of the UTF-8 bytes. */
  @SeededTest
  void compare_agreesWithTheBytesOfUtf8(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    for (int i = 0; i < 2_000; i++) {
      String left = text(choice);
      String right = text(choice);

      int order = TextOrder.compare(left, right);

      assertThat(Integer.signum(order))
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(left), utf8(right))));
      assertThat(Integer.signum(TextOrder.BY_CODE_POINT.compare(right, left)))
          .isEqualTo(-Integer.signum(order));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Straße, STRASSE",
    "Straße, strasse",
    "ẞ, ss",
    "ΣΊΣΥΦΟΣ, Σίσυφος",
    "σ, ς",
    "\u212Aelvin, kelvin",
    "\u212Bngström, ångström",
    "ﬁn, FIN",
    "ſ, S",
    "µ, Μ",
    "İ, i\u0307",
    "ŉ, ʼN",
    "Ǆ, ǆ",
    "𐐀, 𐐨"
  })
  void fold_meetsWhatDiffersByCase(String left, String right) {
    assertThat(TextOrder.fold(left)).isEqualTo(TextOrder.fold(right));
  }

  @ParameterizedTest
  @CsvSource({"ı, i", "ı, I", "é, e", "İ, i", "ı, \uFDD0", "Iı, ıI"})
  void fold_keepsApartWhatIsDifferent(String left, String right) {
    assertThat(TextOrder.fold(left)).isNotEqualTo(TextOrder.fold(right));
  }

  @Test
  void fold_keepsTheDotlessLetterInItsPlace() {
    assertThat(TextOrder.fold("ıSPARTA ıIı")).isEqualTo("ısparta ıiı");
  }

  @Test
  void fold_ofEveryCharacterIsStable() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < 0xD800 || point > 0xDFFF) {
        String folded = TextOrder.fold(Character.toString(point));
        if (!TextOrder.fold(folded).equals(folded)) {
          assertThat(TextOrder.fold(folded)).as("U+%X", point).isEqualTo(folded);
        }
      }
    }
  }

  private static String text(RandomChoice choice) {
    StringBuilder text = new StringBuilder();
    for (int i = choice.below(5); i > 0; i--) {
      text.appendCodePoint(choice.skewed(CODE_POINTS));
    }
    return text.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
