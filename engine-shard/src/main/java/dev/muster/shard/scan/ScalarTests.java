// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import dev.muster.predicate.ValueTest;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * From a test of a value to the same test of its code, for the types that need no dictionary.
 *
 * <p>The result is exact: a decimal literal with more digits than the type has becomes the nearest
 * code that is still inside, and a literal that no value of the type equals is left out. Whether
 * there is a value at all is the caller's question; {@link ValueTest.NotIn} is the plain negation
 * of {@link ValueTest.In} here.
 */
public final class ScalarTests {

  /** Beyond every code, on both sides: what a literal too large to write out is taken for. */
  private static final BigInteger FAR = BigInteger.ONE.shiftLeft(80);

  /** More digits before the point than this, and a scaled literal is beyond 64 bits. */
  private static final int DIGITS_MAX = 20;

  private static final BigInteger CODE_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger CODE_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private ScalarTests() {}

  /**
   * {@code test} as a test of the codes of {@code type}.
   *
   * @param nowMillis when it is: anniversaries are counted from its date
   * @throws IllegalArgumentException if the type has a dictionary, or values of it cannot be tested
   *     so
   */
  public static LongTest compile(ValueType type, ValueTest test, long nowMillis) {
    if (ValueCode.isDictionary(type)) {
      throw new IllegalArgumentException(
          "codes of a dictionary are tested elsewhere, type=" + type);
    }
    return test.accept(new Compiler(type, nowMillis));
  }

  private static final class Compiler extends TestCompiler {

    private final ValueType type;
    private final long nowMillis;

    Compiler(ValueType type, long nowMillis) {
      this.type = type;
      this.nowMillis = nowMillis;
    }

    @Override
    public LongTest in(ValueTest.In test) {
      LongArrayList codes = new LongArrayList(test.literals().size());
      for (Object literal : test.literals()) {
        BigInteger below = floor(literal);
        if (below.equals(ceiling(literal)) && below.bitLength() < Long.SIZE) {
          codes.add(below.longValue());
        }
      }
      return codes.isEmpty() ? LongTest.Range.NEVER : LongTest.Values.of(codes.toLongArray());
    }

    @Override
    public LongTest range(ValueTest.Range test) {
      BigInteger low = low(test.low(), test.lowInclusive()).max(CODE_MIN);
      BigInteger high = high(test.high(), test.highInclusive()).min(CODE_MAX);
      return low.compareTo(high) > 0
          ? LongTest.Range.NEVER
          : new LongTest.Range(low.longValueExact(), high.longValueExact());
    }

    @Override
    public LongTest withinRadius(ValueTest.WithinRadius test) {
      if (type.kind() != Kind.GEO_POINT) {
        throw unfit(test);
      }
      return new LongTest.WithinRadius(test.centre(), test.metres());
    }

    @Override
    public LongTest withinBox(ValueTest.WithinBox test) {
      if (type.kind() != Kind.GEO_POINT) {
        throw unfit(test);
      }
      return LongTest.WithinBox.of(test.southWest(), test.northEast());
    }

    @Override
    public LongTest anniversary(ValueTest.Anniversary test) {
      if (type.kind() != Kind.DATE && type.kind() != Kind.TIMESTAMP) {
        throw unfit(test);
      }
      LocalDates dates = new LocalDates(test.zone());
      MonthDays days = MonthDays.comingAgain(dates.applyAsLong(nowMillis), test.days());
      return new LongTest.OnMonthDays(
          days, type.kind() == Kind.DATE ? LongUnaryOperator.identity() : dates);
    }

    private BigInteger low(@Nullable Object literal, boolean inclusive) {
      if (literal == null) {
        return CODE_MIN;
      }
      return inclusive ? ceiling(literal) : floor(literal).add(BigInteger.ONE);
    }

    private BigInteger high(@Nullable Object literal, boolean inclusive) {
      if (literal == null) {
        return CODE_MAX;
      }
      return inclusive ? floor(literal) : ceiling(literal).subtract(BigInteger.ONE);
    }

    /** The greatest code not above {@code literal}. */
    private BigInteger floor(Object literal) {
      return literal instanceof BigDecimal decimal
          ? scaled(decimal, RoundingMode.FLOOR)
          : BigInteger.valueOf(ValueCode.encode(type, literal));
    }

    /** The least code not below {@code literal}. */
    private BigInteger ceiling(Object literal) {
      return literal instanceof BigDecimal decimal
          ? scaled(decimal, RoundingMode.CEILING)
          : BigInteger.valueOf(ValueCode.encode(type, literal));
    }

    private BigInteger scaled(BigDecimal literal, RoundingMode rounding) {
      // Both ends are answered without writing the number out: 1E+999999999 is a literal too.
      int sign = literal.signum();
      long digits = (long) literal.precision() - literal.scale() + type.scale();
      if (sign != 0 && digits > DIGITS_MAX) {
        return sign < 0 ? FAR.negate() : FAR;
      }
      if (sign == 0 || digits < 0) {
        boolean away = sign == (rounding == RoundingMode.FLOOR ? -1 : 1);
        return away ? BigInteger.valueOf(sign) : BigInteger.ZERO;
      }
      return literal.setScale(type.scale(), rounding).unscaledValue();
    }

    @Override
    protected IllegalArgumentException unfit(ValueTest test) {
      return new IllegalArgumentException(
          "values cannot be tested so, type=" + type + " test=" + test);
    }
  }
}
