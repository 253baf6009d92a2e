// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.ValueTest;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTestsTest {

  private static final ValueType MONEY = ValueType.decimal(2);

  @Test
  void decimalLiteral_mayHaveMoreDigitsThanTheType() {
    LongTest above = ScalarTests.compile(MONEY, range(new BigDecimal("1.005"), false, null, false));
    LongTest below = ScalarTests.compile(MONEY, range(null, false, new BigDecimal("1.005"), true));
    LongTest equal = ScalarTests.compile(MONEY, in(new BigDecimal("1.005")));

    assertThat(above.test(100)).isFalse();
    assertThat(above.test(101)).isTrue();
    assertThat(below.test(100)).isTrue();
    assertThat(below.test(101)).isFalse();
    assertThat(equal).isEqualTo(LongTest.Range.NEVER);
  }

  @Test
  void decimalLiteral_mayBeFarTooLargeOrSmallToWriteOut() {
    BigDecimal huge = new BigDecimal("1E+999999999");
    BigDecimal tiny = new BigDecimal("1E-999999999");

    assertThat(ScalarTests.compile(MONEY, range(huge, true, null, false)))
        .isEqualTo(LongTest.Range.NEVER);
    assertThat(ScalarTests.compile(MONEY, range(huge.negate(), true, huge, true)))
        .isEqualTo(LongTest.Range.ALWAYS);
    assertThat(ScalarTests.compile(MONEY, range(tiny, true, null, false)))
        .isEqualTo(new LongTest.Range(1, Long.MAX_VALUE));
    assertThat(ScalarTests.compile(MONEY, range(tiny.negate(), true, null, false)))
        .isEqualTo(new LongTest.Range(0, Long.MAX_VALUE));
    assertThat(ScalarTests.compile(MONEY, in(tiny, huge))).isEqualTo(LongTest.Range.NEVER);
  }

  /** Every bound against every value, exactly. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3})
  void decimalRange_agreesWithTheNumbers(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      ValueType type = ValueType.decimal(random.nextInt(19));
      BigDecimal low = BigDecimal.valueOf(code(random), random.nextInt(25) - 3);
      BigDecimal high = BigDecimal.valueOf(code(random), random.nextInt(25) - 3);
      boolean lowInclusive = random.nextBoolean();
      boolean highInclusive = random.nextBoolean();
      long code = code(random);
      BigDecimal value = BigDecimal.valueOf(code, type.scale());

      LongTest test = ScalarTests.compile(type, range(low, lowInclusive, high, highInclusive));

      int fromLow = value.compareTo(low);
      int fromHigh = value.compareTo(high);
      assertThat(test.test(code))
          .as("%s %s %s %s %s", low, lowInclusive, value, high, highInclusive)
          .isEqualTo(
              (fromLow > 0 || (fromLow == 0 && lowInclusive))
                  && (fromHigh < 0 || (fromHigh == 0 && highInclusive)));
      assertThat(ScalarTests.compile(type, in(low)).test(code)).isEqualTo(fromLow == 0);
    }
  }

  private static long code(Random random) {
    return random.nextBoolean() ? random.nextInt(7) - 3 : random.nextLong() >> random.nextInt(64);
  }

  @Test
  void exclusiveBoundAtTheEndOf64Bits_passesNothing() {
    assertThat(ScalarTests.compile(ValueType.LONG, range(Long.MAX_VALUE, false, null, false)))
        .isEqualTo(LongTest.Range.NEVER);
    assertThat(ScalarTests.compile(ValueType.LONG, range(null, false, Long.MIN_VALUE, false)))
        .isEqualTo(LongTest.Range.NEVER);
  }

  @Test
  void exclusiveBoundOfDouble_isTheNextDouble() {
    LongTest test = ScalarTests.compile(ValueType.DOUBLE, range(-0.1, false, 0.3, false));

    assertThat(test.test(ValueCode.ofDouble(-0.1))).isFalse();
    assertThat(test.test(ValueCode.ofDouble(Math.nextUp(-0.1)))).isTrue();
    assertThat(test.test(ValueCode.ofDouble(Math.nextDown(0.3)))).isTrue();
    assertThat(test.test(ValueCode.ofDouble(0.3))).isFalse();
  }

  @Test
  void notIn_isTheNegationOfIn() {
    LongTest test = ScalarTests.compile(ValueType.LONG, new ValueTest.NotIn(Set.of(1L, 2L)));

    assertThat(test.test(1)).isFalse();
    assertThat(test.test(3)).isTrue();
    assertThat(ScalarTests.compile(ValueType.LONG, new ValueTest.NotIn(Set.of())))
        .isEqualTo(LongTest.Range.ALWAYS);
    assertThat(ScalarTests.compile(ValueType.LONG, in())).isEqualTo(LongTest.Range.NEVER);
  }

  @Test
  void otherTypes_areTestedByCode() {
    LocalDate date = LocalDate.of(1969, 12, 31);
    Instant instant = Instant.ofEpochMilli(-5);
    GeoPoint point = new GeoPoint(52.5, -13.4);

    assertThat(ScalarTests.compile(ValueType.BOOLEAN, in(true)).test(1)).isTrue();
    assertThat(ScalarTests.compile(ValueType.BOOLEAN, in(true)).test(0)).isFalse();
    assertThat(ScalarTests.compile(ValueType.DATE, range(null, false, date, true)))
        .isEqualTo(new LongTest.Range(Long.MIN_VALUE, -1));
    assertThat(ScalarTests.compile(ValueType.TIMESTAMP, range(instant, false, null, false)))
        .isEqualTo(new LongTest.Range(-4, Long.MAX_VALUE));
    assertThat(
            ScalarTests.compile(ValueType.GEO_POINT, in(point))
                .test(ValueCode.encode(ValueType.GEO_POINT, point)))
        .isTrue();
    assertThat(
            ScalarTests.compile(ValueType.GEO_POINT, new ValueTest.WithinRadius(point, 0))
                .test(ValueCode.encode(ValueType.GEO_POINT, point)))
        .isTrue();
  }

  @Test
  void testThatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> ScalarTests.compile(ValueType.LONG, new ValueTest.Matches("a.*")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type=LONG")
        .hasMessageContaining("a.*");
    assertThatThrownBy(() -> ScalarTests.compile(ValueType.STRING, in("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type=STRING");
  }

  private static ValueTest in(Object... literals) {
    return new ValueTest.In(new LinkedHashSet<>(Arrays.asList(literals)));
  }

  private static ValueTest range(
      @Nullable Object low, boolean lowInclusive, @Nullable Object high, boolean highInclusive) {
    return new ValueTest.Range(low, lowInclusive, high, highInclusive);
  }
}
