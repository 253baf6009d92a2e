// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.ScalarTests;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.ValueType;

/** A test of what was measured for one row. Closed and immutable. */
public sealed interface ResultTest {

  /** Whether rows pass for which no event, or no event with the property, was found. */
  boolean passesWithoutValue();

  /**
   * The measured value is a code: a count, an extreme, an instant, or a sum or average of DOUBLE.
   */
  record Code(LongTest test, boolean passesWithoutValue) implements ResultTest {}

  /**
   * The measured value is an exact number.
   *
   * @param narrow tests a sum that fits in 64 bits, in units of the last digit
   * @param wide tests any sum or average
   */
  record Exact(LongTest narrow, ExactTest wide, boolean passesWithoutValue) implements ResultTest {}

  /**
   * {@code test} of what {@code measure} results in, when it is {@code nowMillis}.
   *
   * @throws IllegalArgumentException if the result cannot be tested so
   */
  static ResultTest compile(MeasureSpec measure, ValueTest test, long nowMillis) {
    boolean missing = test instanceof ValueTest.Missing;
    boolean zero = measure.isZeroWithoutValue();
    if (measure.isExactNumber()) {
      ValueType exact = ValueType.decimal(measure.type().scale());
      LongTest narrow = ScalarTests.compile(exact, test, nowMillis);
      return new Exact(
          narrow, ExactTest.compile(measure.type().scale(), test), zero ? narrow.test(0) : missing);
    }
    LongTest code = ScalarTests.compile(codeType(measure), test, nowMillis);
    return new Code(code, zero ? code.test(zeroCode(measure)) : missing);
  }

  private static ValueType codeType(MeasureSpec measure) {
    return switch (measure.kind()) {
      case COUNT, DISTINCT, SPANS -> ValueType.LONG;
      case SUM, AVERAGE, MINIMUM, MAXIMUM, LATEST -> measure.type();
    };
  }

  private static long zeroCode(MeasureSpec measure) {
    return measure.kind() == MeasureSpec.Kind.SUM ? ValueCode.ofDouble(0.0) : 0;
  }
}
