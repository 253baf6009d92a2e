// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Quantity;
import dev.muster.predicate.Measure;
import dev.muster.shard.scan.ValueCode;
import dev.muster.shard.scan.WideLong;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.math.BigDecimal;

/**
 * How the values of a quantity stand in 128 bits: a code, or a decimal of any size in units of its
 * last digit. Either way the order of the 128 bits is that of the values. Immutable.
 *
 * @param kind LONG, DOUBLE, DATE or TIMESTAMP for codes, DECIMAL for decimals
 * @param scale digits after the point; 0 for all but decimals
 */
record NumberForm(Kind kind, int scale) {

  /** The form of the values of a type. */
  static NumberForm of(ValueType type) {
    return new NumberForm(type.kind(), type.scale());
  }

  /** The form of what {@code measure} results in. */
  static NumberForm of(Measure measure) {
    if (measure instanceof Measure.Sum sum && sum.type().kind() != Kind.DOUBLE) {
      return new NumberForm(Kind.DECIMAL, sum.type().scale());
    }
    return measure instanceof Measure.Average average && average.type().kind() != Kind.DOUBLE
        ? new NumberForm(Kind.DECIMAL, average.type().scale() + furtherDigits(measure))
        : of(measure.resultType());
  }

  /** Digits that what is measured has beyond those of the property. */
  static int furtherDigits(Measure measure) {
    return measure instanceof Measure.Average average && average.type().kind() != Kind.DOUBLE
        ? Quantity.AVERAGE_DIGITS
        : 0;
  }

  /** The value of 128 bits. */
  Object decode(long high, long low) {
    return kind == Kind.DECIMAL
        ? new BigDecimal(WideLong.toBigInteger(high, low), scale)
        : ValueCode.decode(new ValueType(kind, 0), low);
  }

  /** Whether values can be added up. */
  boolean isSummable() {
    return kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
  }

  /** A sum of no value; asks for values that can be added up. */
  ExactTotal total() {
    return kind == Kind.DOUBLE ? new DoubleTotal() : new DecimalTotal(scale);
  }
}
