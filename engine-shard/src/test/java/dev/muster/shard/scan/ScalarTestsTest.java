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
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    LongTest above = compile(MONEY, range(new BigDecimal("1.005"), false, null, false));
    LongTest below = compile(MONEY, range(null, false, new BigDecimal("1.005"), true));
    LongTest equal = compile(MONEY, in(new BigDecimal("1.005")));

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

    assertThat(compile(MONEY, range(huge, true, null, false))).isEqualTo(LongTest.Range.NEVER);
    assertThat(compile(MONEY, range(huge.negate(), true, huge, true)))
        .isEqualTo(LongTest.Range.ALWAYS);
    assertThat(compile(MONEY, range(tiny, true, null, false)))
        .isEqualTo(new LongTest.Range(1, Long.MAX_VALUE));
    assertThat(compile(MONEY, range(tiny.negate(), true, null, false)))
        .isEqualTo(new LongTest.Range(0, Long.MAX_VALUE));
    assertThat(compile(MONEY, in(tiny, huge))).isEqualTo(LongTest.Range.NEVER);
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

      LongTest test = compile(type, range(low, lowInclusive, high, highInclusive));

      int fromLow = value.compareTo(low);
      int fromHigh = value.compareTo(high);
      assertThat(test.test(code))
          .as("%s %s %s %s %s", low, lowInclusive, value, high, highInclusive)
          .isEqualTo(
              (fromLow > 0 || (fromLow == 0 && lowInclusive))
                  && (fromHigh < 0 || (fromHigh == 0 && highInclusive)));
      assertThat(compile(type, in(low)).test(code)).isEqualTo(fromLow == 0);
    }
  }

  private static long code(Random random) {
    return random.nextBoolean() ? random.nextInt(7) - 3 : random.nextLong() >> random.nextInt(64);
  }

  @Test
  void exclusiveBoundAtTheEndOf64Bits_passesNothing() {
    assertThat(compile(ValueType.LONG, range(Long.MAX_VALUE, false, null, false)))
        .isEqualTo(LongTest.Range.NEVER);
    assertThat(compile(ValueType.LONG, range(null, false, Long.MIN_VALUE, false)))
        .isEqualTo(LongTest.Range.NEVER);
  }

  @Test
  void exclusiveBoundOfDouble_isTheNextDouble() {
    LongTest test = compile(ValueType.DOUBLE, range(-0.1, false, 0.3, false));

    assertThat(test.test(ValueCode.ofDouble(-0.1))).isFalse();
    assertThat(test.test(ValueCode.ofDouble(Math.nextUp(-0.1)))).isTrue();
    assertThat(test.test(ValueCode.ofDouble(Math.nextDown(0.3)))).isTrue();
    assertThat(test.test(ValueCode.ofDouble(0.3))).isFalse();
  }

  @Test
  void notIn_isTheNegationOfIn() {
    LongTest test = compile(ValueType.LONG, new ValueTest.NotIn(Set.of(1L, 2L)));

    assertThat(test.test(1)).isFalse();
    assertThat(test.test(3)).isTrue();
    assertThat(compile(ValueType.LONG, new ValueTest.NotIn(Set.of())))
        .isEqualTo(LongTest.Range.ALWAYS);
    assertThat(compile(ValueType.LONG, in())).isEqualTo(LongTest.Range.NEVER);
  }

  @Test
  void otherTypes_areTestedByCode() {
    LocalDate date = LocalDate.of(1969, 12, 31);
    Instant instant = Instant.ofEpochMilli(-5);
    GeoPoint point = new GeoPoint(52.5, -13.4);

    assertThat(compile(ValueType.BOOLEAN, in(true)).test(1)).isTrue();
    assertThat(compile(ValueType.BOOLEAN, in(true)).test(0)).isFalse();
    assertThat(compile(ValueType.DATE, range(null, false, date, true)))
        .isEqualTo(new LongTest.Range(Long.MIN_VALUE, -1));
    assertThat(compile(ValueType.TIMESTAMP, range(instant, false, null, false)))
        .isEqualTo(new LongTest.Range(-4, Long.MAX_VALUE));
    assertThat(
            compile(ValueType.GEO_POINT, in(point))
                .test(ValueCode.encode(ValueType.GEO_POINT, point)))
        .isTrue();
    assertThat(
            compile(ValueType.GEO_POINT, new ValueTest.WithinRadius(point, 0))
                .test(ValueCode.encode(ValueType.GEO_POINT, point)))
        .isTrue();
  }

  /** Two hours before midnight UTC it is tomorrow in Kolkata, for now and for the value. */
  @Test
  void anniversary_isOfDatesAndOfTimestampsInTheZone() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    Instant now = Instant.parse("2025-03-10T22:00:00Z");
    ValueTest test = new ValueTest.Anniversary(1, kolkata);
    LongTest dates = ScalarTests.compile(ValueType.DATE, test, now.toEpochMilli());
    LongTest instants = ScalarTests.compile(ValueType.TIMESTAMP, test, now.toEpochMilli());

    assertThat(dates.test(LocalDate.of(1990, 3, 11).toEpochDay())).isTrue();
    assertThat(dates.test(LocalDate.of(1990, 3, 10).toEpochDay())).isFalse();
    assertThat(instants.test(Instant.parse("1990-03-10T18:30:00Z").toEpochMilli())).isTrue();
    assertThat(instants.test(Instant.parse("1990-03-10T18:29:59.999Z").toEpochMilli())).isFalse();
    assertThat(instants.test(Instant.parse("1990-03-11T18:29:59.999Z").toEpochMilli())).isTrue();
  }

  @Test
  void testThatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> compile(ValueType.LONG, new ValueTest.Anniversary(3, ZoneOffset.UTC)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("type=LONG", "days=3");
    assertThatThrownBy(
            () ->
                compile(
                    ValueType.LONG,
                    new ValueTest.WithinBox(new GeoPoint(0, 0), new GeoPoint(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("type=LONG", "WithinBox");
    assertThatThrownBy(() -> compile(ValueType.LONG, new ValueTest.Matches("a.*")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type=LONG")
        .hasMessageContaining("a.*");
    assertThatThrownBy(() -> compile(ValueType.STRING, in("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type=STRING");
  }

  private static LongTest compile(ValueType type, ValueTest test) {
    return ScalarTests.compile(type, test, 0);
  }

  private static ValueTest in(Object... literals) {
    return new ValueTest.In(new LinkedHashSet<>(Arrays.asList(literals)));
  }

  private static ValueTest range(
      @Nullable Object low, boolean lowInclusive, @Nullable Object high, boolean highInclusive) {
    return new ValueTest.Range(low, lowInclusive, high, highInclusive);
  }
}
