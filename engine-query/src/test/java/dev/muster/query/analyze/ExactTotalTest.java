// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.ValueCode;
import dev.muster.shard.scan.WideLong;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums and sorted values against BigDecimal.
 *
 * <p>Regimes: doubles of any bits, of one magnitude, subnormal ones, and such that cancel; integers
 * at both ends of 64 and of 128 bits.
 */
class ExactTotalTest {

  @SeededTest(count = 200)
  void doubles_areRoundedOnce(long seed) {
    Random random = new Random(seed);
    int regime = random.nextInt(5);
    List<Double> values = new ArrayList<>();
    for (int i = random.nextInt(200); i > 0; i--) {
      double value = draw(random, regime);
      if (Double.isFinite(value)) {
        values.add(value);
        if (random.nextInt(3) == 0) {
          values.add(-value);
        }
      }
    }
    BigDecimal expected =
        values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);

    Number found = sum(values);
    Collections.shuffle(values, random);

    assertThat(found).isEqualTo(expected.doubleValue()).isEqualTo(sum(values));
  }

  private static double draw(Random random, int regime) {
    return switch (regime) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextGaussian();
      case 2 -> random.nextInt(100) * Double.MIN_VALUE * (random.nextInt(3) - 1);
      case 3 -> Math.scalb(random.nextDouble(), random.nextInt(100) - 1_070);
      default -> (random.nextBoolean() ? 1e16 : 0.1) * (random.nextInt(3) - 1);
    };
  }

  private static Number sum(List<Double> values) {
    DoubleTotal total = new DoubleTotal();
    for (double value : values) {
      total.add(0, ValueCode.ofDouble(value));
    }
    return total.value();
  }

  @ParameterizedTest
  @CsvSource({
    "1e308, 1e308, Infinity",
    "1e308, -1e308, 0.0",
    "Infinity, 1, Infinity",
    "-Infinity, 1e308, -Infinity",
    "Infinity, -Infinity, NaN",
    "NaN, 1, NaN",
    "4.9e-324, 4.9e-324, 1.0e-323",
    "9007199254740992, 1, 9007199254740992",
    "9007199254740992, 3, 9007199254740996"
  })
  void doubles_atTheEndsOfTheirRange(double one, double other, double expected) {
    assertThat(sum(List.of(one, other))).isEqualTo(expected);
  }

  @SeededTest(count = 100)
  void decimals_areExact(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    DecimalTotal total = new DecimalTotal(2);
    BigInteger expected = BigInteger.ZERO;
    for (int i = choice.below(200); i > 0; i--) {
      BigInteger value = number(choice);
      expected = expected.add(value);
      total.add(WideLong.high(value), WideLong.low(value));
    }

    assertThat(total.value()).isEqualTo(new BigDecimal(expected, 2));
  }

  private static BigInteger number(RandomChoice choice) {
    long low = choice.of(List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
    long high = choice.chance(50) ? low >> 63 : choice.of(List.of(0L, 1L, -1L, 1L << 62));
    return BigInteger.valueOf(high)
        .shiftLeft(64)
        .add(BigInteger.valueOf(low))
        .max(BigInteger.ONE.shiftLeft(127).negate());
  }

  @Test
  void means_areThirtyFourDigitsOrADouble() {
    DecimalTotal decimals = new DecimalTotal(2);
    decimals.add(0, 100);
    DoubleTotal doubles = new DoubleTotal();
    doubles.add(0, ValueCode.ofDouble(1.0));

    assertThat(decimals.mean(3)).isEqualTo(new BigDecimal("0.3333333333333333333333333333333333"));
    assertThat(doubles.mean(3)).isEqualTo(1.0 / 3);
  }

  @SeededTest(count = 100)
  void collected_areSortedLikeIntegers(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    boolean narrow = choice.chance(30);
    List<BigInteger> expected = new ArrayList<>();
    CollectedValues values = new CollectedValues();
    for (int worker = 0; worker < 3; worker++) {
      CollectedValues own = new CollectedValues();
      for (int i = choice.below(60); i > 0; i--) {
        BigInteger value = narrow ? BigInteger.valueOf(choice.below(9) - 4) : number(choice);
        expected.add(value);
        own.add(WideLong.high(value), WideLong.low(value));
      }
      values.addAll(own);
    }
    assertThat(numbers(values)).isEqualTo(expected);

    values.sort();
    Collections.sort(expected);

    assertThat(numbers(values)).isEqualTo(expected);
  }

  private static List<BigInteger> numbers(CollectedValues values) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      numbers.add(WideLong.toBigInteger(values.high(i), values.low(i)));
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 1",
    "10, 10, 1",
    "10.000000001, 10, 2",
    "50, 4, 2",
    "50, 5, 3",
    "99.9, 1000, 999",
    "100, 7, 7",
    "0.1, 1000, 1",
    "33.333333333, 3, 1",
    "50, 2147483647, 1073741824"
  })
  void rank_isTheNearestOne(BigDecimal percent, int count, int rank) {
    assertThat(DistributionAnalyzer.rank(percent, count)).isEqualTo(rank);
  }
}
