// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DateComparison;
import dev.muster.predicate.DecimalComparison;
import dev.muster.predicate.DoubleComparison;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.LongComparison;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.TimestampComparison;
import dev.muster.predicate.ValueTest;
import dev.muster.value.ValueType;

/** Measured values as subjects of comparison, one per result type. */
final class Measures {

  private Measures() {}

  static LongComparison<Predicate> ofLong(EventSelection events, Measure measure) {
    return new LongComparison<>() {
      @Override
      public Predicate test(ValueTest test) {
        return new Predicate.EventTest(events, measure, test);
      }
    };
  }

  static DoubleComparison<Predicate> ofDouble(EventSelection events, Measure measure) {
    return new DoubleComparison<>() {
      @Override
      public Predicate test(ValueTest test) {
        return new Predicate.EventTest(events, measure, test);
      }
    };
  }

  static DecimalComparison<Predicate> ofDecimal(EventSelection events, Measure measure) {
    return new DecimalComparison<>() {
      @Override
      public ValueType type() {
        return measure.resultType();
      }

      @Override
      public Predicate test(ValueTest test) {
        return new Predicate.EventTest(events, measure, test);
      }
    };
  }

  static DateComparison<Predicate> ofDate(EventSelection events, Measure measure) {
    return new DateComparison<>() {
      @Override
      public Predicate test(ValueTest test) {
        return new Predicate.EventTest(events, measure, test);
      }
    };
  }

  static TimestampComparison<Predicate> ofTimestamp(EventSelection events, Measure measure) {
    return new TimestampComparison<>() {
      @Override
      public Predicate test(ValueTest test) {
        return new Predicate.EventTest(events, measure, test);
      }
    };
  }
}
