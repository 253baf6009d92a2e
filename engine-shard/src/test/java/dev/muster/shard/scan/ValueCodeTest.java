// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueCodeTest {

  private static final List<Double> DOUBLES =
      List.of(
          -Double.MAX_VALUE,
          -1e16,
          -1.0,
          -Double.MIN_NORMAL,
          -Double.MIN_VALUE,
          0.0,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          0.1,
          1.0,
          Math.nextUp(1.0),
          1e16,
          Double.MAX_VALUE);

  @Test
  void doubles_keepTheirOrderAndTheirBits() {
    for (int i = 0; i < DOUBLES.size(); i++) {
      long code = ValueCode.ofDouble(DOUBLES.get(i));
      assertThat(ValueCode.toDouble(code)).isEqualTo(DOUBLES.get(i));
      if (i > 0) {
        assertThat(code).isGreaterThan(ValueCode.ofDouble(DOUBLES.get(i - 1)));
      }
    }
  }

  @SeededTest
  void randomDoubles_keepTheirOrder(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    for (int i = 0; i < 10_000; i++) {
      double one = Double.longBitsToDouble(choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1));
      double other = Double.longBitsToDouble(choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1));
      if (Double.isFinite(one) && Double.isFinite(other)) {
        assertThat(Long.compare(ValueCode.ofDouble(one), ValueCode.ofDouble(other)))
            .isEqualTo(Double.compare(one, other));
        assertThat(Double.doubleToRawLongBits(ValueCode.toDouble(ValueCode.ofDouble(one))))
            .isEqualTo(Double.doubleToRawLongBits(one));
      }
    }
  }

  @Test
  void everyScalar_isDecodedAsItWas() {
    roundTrip(ValueType.BOOLEAN, true, false);
    roundTrip(ValueType.LONG, Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    roundTrip(ValueType.DOUBLE, -2.5, 0.0, 1e300);
    roundTrip(
        ValueType.decimal(2),
        new BigDecimal("12.50"),
        new BigDecimal("-0.01"),
        BigDecimal.valueOf(Long.MIN_VALUE, 2));
    roundTrip(ValueType.decimal(18), BigDecimal.valueOf(Long.MAX_VALUE, 18));
    roundTrip(ValueType.DATE, ValueRules.DATE_MIN, LocalDate.EPOCH, ValueRules.DATE_MAX);
    roundTrip(ValueType.TIMESTAMP, ValueRules.INSTANT_MIN, Instant.EPOCH, ValueRules.INSTANT_MAX);
    roundTrip(
        ValueType.GEO_POINT,
        new GeoPoint(0, 0),
        new GeoPoint(-90, -180),
        new GeoPoint(90, 180),
        new GeoPoint(-0.0000001, 0.0000001),
        new GeoPoint(52.2297, -21.0122));
  }

  private static void roundTrip(ValueType type, Object... values) {
    for (Object value : values) {
      assertThat(ValueCode.decode(type, ValueCode.encode(type, value))).isEqualTo(value);
      assertThat(ValueCode.isDictionary(type)).isFalse();
    }
  }

  @Test
  void dictionaryTypes_areNotEncodedHere() {
    for (ValueType type : List.of(ValueType.STRING, ValueType.STRING_SET, ValueType.VERSION)) {
      assertThat(ValueCode.isDictionary(type)).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ValueCode.encode(type, "x"))
          .withMessage("needs a dictionary, type=" + type);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ValueCode.decode(type, 0))
          .withMessage("needs a dictionary, type=" + type);
    }
  }
}
