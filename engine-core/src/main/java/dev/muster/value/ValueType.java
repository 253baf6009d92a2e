// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * The type of an attribute or of an event property.
 *
 * <p>A type is a {@link Kind} and, for {@link Kind#DECIMAL}, the number of digits after the point.
 * Types never convert into each other by themselves: {@code "31"} is not {@code 31}. See {@link
 * ValueRules} for what each type accepts.
 *
 * <p>Immutable.
 *
 * @param kind the family
 * @param scale digits after the decimal point, in [0, 18]; 0 for every kind but DECIMAL
 */
public record ValueType(Kind kind, int scale) {

  /** The families of values, with the Java class that carries each. */
  public enum Kind {
    BOOLEAN(Boolean.class),
    LONG(Long.class),
    DOUBLE(Double.class),
    DECIMAL(BigDecimal.class),
    STRING(String.class),
    DATE(LocalDate.class),
    TIMESTAMP(Instant.class),
    STRING_SET(Set.class),
    GEO_POINT(GeoPoint.class),
    VERSION(Version.class);

    private final Class<?> javaClass;

    Kind(Class<?> javaClass) {
      this.javaClass = javaClass;
    }

    /** The class of the canonical values of this kind. */
    public Class<?> javaClass() {
      return javaClass;
    }
  }

  /** Most digits after the point: a scaled value must fit in 64 bits. */
  public static final int SCALE_MAX = 18;

  public static final ValueType BOOLEAN = new ValueType(Kind.BOOLEAN, 0);
  public static final ValueType LONG = new ValueType(Kind.LONG, 0);
  public static final ValueType DOUBLE = new ValueType(Kind.DOUBLE, 0);
  public static final ValueType STRING = new ValueType(Kind.STRING, 0);
  public static final ValueType DATE = new ValueType(Kind.DATE, 0);
  public static final ValueType TIMESTAMP = new ValueType(Kind.TIMESTAMP, 0);
  public static final ValueType STRING_SET = new ValueType(Kind.STRING_SET, 0);
  public static final ValueType GEO_POINT = new ValueType(Kind.GEO_POINT, 0);
  public static final ValueType VERSION = new ValueType(Kind.VERSION, 0);

  public ValueType {
    if (scale < 0 || scale > SCALE_MAX || (scale != 0 && kind != Kind.DECIMAL)) {
      throw new IllegalArgumentException(
          "scale must be in [0, 18], and 0 unless the kind is DECIMAL, kind="
              + kind
              + " scale="
              + scale);
    }
  }

  /** A decimal with {@code scale} digits after the point, in [0, 18]; money has 2. */
  public static ValueType decimal(int scale) {
    return new ValueType(Kind.DECIMAL, scale);
  }

  /** Whether values have a natural order that {@code <} and {@code between} may use. */
  public boolean isOrdered() {
    return switch (kind) {
      case LONG, DOUBLE, DECIMAL, STRING, DATE, TIMESTAMP, VERSION -> true;
      case BOOLEAN, STRING_SET, GEO_POINT -> false;
    };
  }

  /** Whether values can be added up. */
  public boolean isNumeric() {
    return kind == Kind.LONG || kind == Kind.DOUBLE || kind == Kind.DECIMAL;
  }

  /** {@code LONG}, {@code DECIMAL(2)}, …, as messages and the text form write it. */
  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? "DECIMAL(" + scale + ")" : kind.name();
  }
}
