// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.ValueTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTestTest {

  /** Sums of 10 to 90 bits, literals of any scale, on the quotient itself and beside it. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3})
  void compareQuotient_agreesWithBigDecimal(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      int scale = random.nextInt(19);
      BigInteger sum = new BigInteger(10 + random.nextInt(80), random);
      sum = random.nextBoolean() ? sum : sum.negate();
      long count = 1 + random.nextInt(random.nextBoolean() ? 10 : Integer.MAX_VALUE);
      BigDecimal literal =
          new BigDecimal(sum, scale)
              .divide(BigDecimal.valueOf(count), random.nextInt(40), RoundingMode.HALF_EVEN)
              .add(BigDecimal.valueOf(random.nextInt(3) - 1, random.nextInt(60)));

      int sign =
          ExactLiteral.of(literal, scale)
              .compareQuotient(sum.shiftRight(64).longValue(), sum.longValue(), count);

      assertThat(Integer.signum(sign))
          .as("%s e-%s / %s <=> %s", sum, scale, count, literal)
          .isEqualTo(
              new BigDecimal(sum, scale).compareTo(literal.multiply(BigDecimal.valueOf(count))));
    }
  }

  @Test
  void literal_mayBeFarTooLargeOrSmallToWriteOut() {
    ExactLiteral huge = ExactLiteral.of(new BigDecimal("-1E+999999999"), 2);
    ExactLiteral tiny = ExactLiteral.of(new BigDecimal("1E-999999999"), 2);

    assertThat(huge.compareQuotient(-1L << 31, 0, 1)).isPositive();
    assertThat(tiny.compareQuotient(0, 0, 1)).isNegative();
    assertThat(tiny.compareQuotient(0, 1, Integer.MAX_VALUE)).isPositive();
  }

  @Test
  void literals_areFoundInAnyOrder() {
    ExactTest test =
        ExactTest.compile(
            0, new ValueTest.In(Set.of(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("2.5"))));

    assertThat(test.test(0, 5, 2)).isTrue();
    assertThat(test.test(0, 10, 1)).isTrue();
    assertThat(test.test(0, 3, 1)).isFalse();
  }

  @Test
  void testOfSomethingElse_isRefused() {
    assertThatThrownBy(() -> ExactTest.compile(0, new ValueTest.SetSize(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SetSize[min=1, max=2]");
  }
}
