// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExactDoubleSumTest {

  @Test
  void sum_isRoundedOnceAtTheEnd() {
    assertThat(sum(0.1, 0.2, 0.3)).isEqualTo(0.6);
    assertThat(sum(1e16, 1.0, -1e16)).isEqualTo(1.0);
    assertThat(sum(1e308, 1e308, -1e308)).isEqualTo(1e308);
    assertThat(sum(Double.MIN_VALUE, 1e300, -1e300)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void sumOfNothing_isPositiveZero() {
    assertThat(sum()).isEqualTo(0.0);
    assertThat(sum(-1.5, 1.5)).isEqualTo(0.0);
    assertThat(sum(-0.0)).isEqualTo(0.0);
  }

  /** Half-way between two doubles the even one; a hair more or less decides otherwise. */
  @Test
  void sumBetweenTwoDoubles_isRoundedToTheNearest() {
    double half = Math.ulp(1.0) / 2;

    assertThat(sum(1.0, half)).isEqualTo(1.0);
    assertThat(sum(1.0, half, Double.MIN_VALUE)).isEqualTo(Math.nextUp(1.0));
    assertThat(sum(1.0, 3 * half)).isEqualTo(1.0 + 4 * half);
    assertThat(sum(1.0, 3 * half, -Double.MIN_VALUE)).isEqualTo(1.0 + 2 * half);
    assertThat(sum(-1.0, -half, -Double.MIN_VALUE)).isEqualTo(-Math.nextUp(1.0));
  }

  @Test
  void sumOutOfRange_isInfinite() {
    double beyond = Math.ulp(Double.MAX_VALUE) / 2;

    assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(-Double.MAX_VALUE, -beyond)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sum(Double.MAX_VALUE, beyond, -Double.MIN_VALUE)).isEqualTo(Double.MAX_VALUE);
  }

  /** So many of the largest that every digit above them is needed. */
  @Test
  void manyAddends_doNotOverflow() {
    ExactDoubleSum doubled = new ExactDoubleSum();
    doubled.add(-Double.MAX_VALUE);
    for (int i = 0; i < 62; i++) {
      ExactDoubleSum same = new ExactDoubleSum();
      same.addAll(doubled);
      doubled.addAll(same);
    }
    ExactDoubleSum opposite = new ExactDoubleSum();
    opposite.add(Double.MAX_VALUE);
    opposite.add(1.0);
    for (int i = 0; i < 62; i++) {
      ExactDoubleSum same = new ExactDoubleSum();
      same.addAll(opposite);
      opposite.addAll(same);
    }
    assertThat(doubled.value()).isEqualTo(Double.NEGATIVE_INFINITY);

    doubled.addAll(opposite);

    assertThat(doubled.value()).isEqualTo(0x1p62);
  }

  /** Whatever the numbers, their order and how they are shared out: the decimal sum, rounded. */
  @SeededTest(count = 300)
  void sum_equalsTheDecimalSum(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<Supplier<Double>> regimes =
        List.of(
            () -> (double) choice.between(-1_000, 1_000) / 100,
            () -> Math.scalb(1.0 + choice.between(0, 3) * Math.ulp(1.0), choice.between(-60, 60)),
            () -> -Math.scalb(1.0, choice.between(-1_074, 1_023)),
            () -> Double.longBitsToDouble(choice.between(0L, 0x7FEF_FFFF_FFFF_FFFFL)),
            () -> -Double.longBitsToDouble(choice.between(0L, 0x7FEF_FFFF_FFFF_FFFFL)),
            () -> Double.MIN_VALUE * choice.between(-3, 3));
    Supplier<Double> one = choice.of(regimes);
    Supplier<Double> other = choice.of(regimes);
    List<Double> addends = new ArrayList<>();
    for (int i = choice.between(1, 60); i > 0; i--) {
      double addend = (choice.chance(50) ? one : other).get();
      addends.add(addend);
      if (choice.chance(30)) {
        addends.add(choice.below(addends.size() + 1), -addend);
      }
    }
    ExactDoubleSum[] parts = new ExactDoubleSum[choice.between(1, 4)];
    Arrays.setAll(parts, i -> new ExactDoubleSum());
    addends.forEach(addend -> parts[choice.below(parts.length)].add(addend));

    ExactDoubleSum total = new ExactDoubleSum();
    for (ExactDoubleSum part : parts) {
      total.addAll(part);
    }

    BigDecimal expected = BigDecimal.ZERO;
    for (double addend : addends) {
      expected = expected.add(new BigDecimal(addend));
    }
    assertThat(Double.doubleToRawLongBits(total.value()))
        .as("%s", addends)
        .isEqualTo(Double.doubleToRawLongBits(expected.doubleValue()));
    assertThat(total.value()).as("asked again").isEqualTo(expected.doubleValue());
  }

  private static double sum(double... addends) {
    ExactDoubleSum sum = new ExactDoubleSum();
    for (double addend : addends) {
      sum.add(addend);
    }
    return sum.value();
  }
}
