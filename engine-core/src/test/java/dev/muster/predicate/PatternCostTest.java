// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.re2j.PatternSyntaxException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCostTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((a{1000}){1000}){1000}",
        "((x{100}y?){10,100}){3,}",
        "(?:(?:[a-z]{30}){30}){30}",
        "(((\\pL){100})){101}",
        "(a{1000}\\Q(\\E){1000}",
        "\\Q)\\E(a{1000}){1000}"
      })
  void repetitions_inEachOtherAreLimited(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.Matches(pattern))
        .withMessageContainingAll("at most 10000 pieces", pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "(a{10}){100}",
        "\\p{Greek}{2}\\x{1F600}{3}[{}]{5}",
        "\\{1000000\\}",
        "x{1000}y{1000}",
        "a{,5}b{c}",
        "[[:alpha:]]{3}[^]a]",
        "\u1C80",
        "[a-\\x{10FFFF}]",
        "(?i)[a-\\x{1C7F}]",
        "(?i)[^\\pL]\\pL",
        "(?i)[^a].\\p{Cyrillic}[\\p{Cyrillic}x]",
        "\\Q(((\\E{9}"
      })
  void pattern_ofOrdinaryCostIsTaken(String pattern) {
    assertThat(new ValueTest.Matches(pattern).pattern()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\u1C80",
        "a(?si:\\x{1C88})",
        "(?i)[a-\\x{10FFFF}]",
        "(?i)[\\x{1C00}-\u1C81]",
        "(?mi)[^x\u1C85]",
        "(?i)\\Q\u1C80\\E"
      })
  void letter_thatCannotBeFoldedIsRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.Matches(pattern))
        .withMessageContainingAll("U+1C80", pattern);
  }

  /** Random patterns of syntax only: taken or refused, and never anything else. */
  @Test
  void pattern_isTakenOrRefused() {
    String characters = "()[]{}*+?|^$.\\-:,PpQExi=!0129aL\u1C80'";
    SplittableRandom random = new SplittableRandom(1);
    int taken = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        pattern.append(characters.charAt(random.nextInt(characters.length())));
      }
      try {
        assertThat(new ValueTest.Matches(pattern.toString()).pattern()).hasToString("" + pattern);
        taken++;
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).contains("pattern");
        if (e.getCause() != null) {
          assertThat(e).hasCauseInstanceOf(PatternSyntaxException.class);
        }
      }
    }
    assertThat(taken).isGreaterThan(3_000);
  }
}
