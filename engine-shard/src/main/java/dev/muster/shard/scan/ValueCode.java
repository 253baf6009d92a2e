// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Every value as a {@code long}, so that one kind of column, run and scan serves all types.
 *
 * <p>The encoding keeps the order of LONG, DOUBLE, DECIMAL, DATE and TIMESTAMP. BOOLEAN is 0 or 1;
 * a GEO_POINT is its latitude steps in the high half and its longitude steps in the low half.
 * STRING, STRING_SET and VERSION are dictionary codes and are not encoded here.
 */
public final class ValueCode {

  private ValueCode() {}

  /** Whether values of {@code type} are codes of a dictionary. */
  public static boolean isDictionary(ValueType type) {
    return switch (type.kind()) {
      case STRING, STRING_SET, VERSION -> true;
      case BOOLEAN, LONG, DOUBLE, DECIMAL, DATE, TIMESTAMP, GEO_POINT -> false;
    };
  }

  /** The code of a canonical value whose type needs no dictionary. */
  public static long encode(ValueType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN -> (Boolean) value ? 1 : 0;
      case LONG -> (Long) value;
      case DOUBLE -> ofDouble((Double) value);
      case DECIMAL -> ((BigDecimal) value).unscaledValue().longValueExact();
      case DATE -> ((LocalDate) value).toEpochDay();
      case TIMESTAMP -> ((Instant) value).toEpochMilli();
      case GEO_POINT -> ofPoint((GeoPoint) value);
      case STRING, STRING_SET, VERSION ->
          throw new IllegalArgumentException("needs a dictionary, type=" + type);
    };
  }

  /** The value that {@code code} stands for; the inverse of {@link #encode}. */
  public static Object decode(ValueType type, long code) {
    return switch (type.kind()) {
      case BOOLEAN -> code != 0;
      case LONG -> code;
      case DOUBLE -> toDouble(code);
      case DECIMAL -> BigDecimal.valueOf(code, type.scale());
      case DATE -> LocalDate.ofEpochDay(code);
      case TIMESTAMP -> Instant.ofEpochMilli(code);
      case GEO_POINT -> point(code);
      case STRING, STRING_SET, VERSION ->
          throw new IllegalArgumentException("needs a dictionary, type=" + type);
    };
  }

  /**
   * The bits of a finite double, with those of negative numbers turned round so that codes order as
   * the numbers do.
   */
  public static long ofDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /** The inverse of {@link #ofDouble}. */
  public static double toDouble(long code) {
    return Double.longBitsToDouble(code ^ (code >> 63 & Long.MAX_VALUE));
  }

  private static long ofPoint(GeoPoint point) {
    return (long) point.latitudeSteps() << 32 | point.longitudeSteps() & 0xFFFF_FFFFL;
  }

  /** Whether {@code code} stands for a point. */
  static boolean isPoint(long code) {
    return Math.abs(code >> 32) <= 90L * GeoPoint.STEPS_PER_DEGREE
        && Math.abs((long) (int) code) <= 180L * GeoPoint.STEPS_PER_DEGREE;
  }

  /** The point that {@code code} stands for. */
  public static GeoPoint point(long code) {
    return GeoPoint.ofSteps((int) (code >> 32), (int) code);
  }
}
