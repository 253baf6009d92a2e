// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.ValueTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test of {@code sum / count}, with a sum of 128 bits, against decimals of any scale. Exact.
 * Closed and immutable.
 */
public sealed interface ExactTest {

  /**
   * Whether the quotient passes.
   *
   * @param high the upper 64 bits of the sum
   * @param low the lower 64 bits of the sum
   * @param count positive; 1 for the sum itself
   */
  boolean test(long high, long low, long count);

  /** Passes everything or nothing. */
  record Constant(boolean passes) implements ExactTest {
    @Override
    public boolean test(long high, long low, long count) {
      return passes;
    }
  }

  /** Between two literals; null for no bound. */
  record Between(
      @Nullable ExactLiteral low,
      boolean lowInclusive,
      @Nullable ExactLiteral high,
      boolean highInclusive)
      implements ExactTest {
    @Override
    public boolean test(long sumHigh, long sumLow, long count) {
      if (low != null) {
        int sign = low.compareQuotient(sumHigh, sumLow, count);
        if (sign < 0 || (sign == 0 && !lowInclusive)) {
          return false;
        }
      }
      if (high != null) {
        int sign = high.compareQuotient(sumHigh, sumLow, count);
        return sign < 0 || (sign == 0 && highInclusive);
      }
      return true;
    }
  }

  /** Equal to one of some literals, which ascend. */
  record OneOf(List<ExactLiteral> literals) implements ExactTest {
    @Override
    public boolean test(long sumHigh, long sumLow, long count) {
      int low = 0;
      int high = literals.size() - 1;
      while (low <= high) {
        int middle = low + high >>> 1;
        int sign = literals.get(middle).compareQuotient(sumHigh, sumLow, count);
        if (sign == 0) {
          return true;
        }
        if (sign > 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return false;
    }
  }

  /** Passes what {@code operand} does not. */
  record Negation(ExactTest operand) implements ExactTest {
    @Override
    public boolean test(long high, long low, long count) {
      return !operand.test(high, low, count);
    }
  }

  /**
   * {@code test} of sums and averages of a property with {@code scale} digits after the point.
   *
   * @throws IllegalArgumentException if numbers cannot be tested so
   */
  static ExactTest compile(int scale, ValueTest test) {
    if (test instanceof ValueTest.Exists) {
      return new Constant(true);
    } else if (test instanceof ValueTest.Missing) {
      return new Constant(false);
    } else if (test instanceof ValueTest.In in) {
      return oneOf(in.literals(), scale);
    } else if (test instanceof ValueTest.NotIn notIn) {
      return new Negation(oneOf(notIn.literals(), scale));
    } else if (test instanceof ValueTest.Range range) {
      return new Between(
          bound(range.low(), scale),
          range.lowInclusive(),
          bound(range.high(), scale),
          range.highInclusive());
    }
    throw new IllegalArgumentException("a number cannot be tested so, test=" + test);
  }

  private static ExactTest oneOf(Set<Object> literals, int scale) {
    return new OneOf(
        literals.stream()
            .map(BigDecimal.class::cast)
            .sorted()
            .map(literal -> ExactLiteral.of(literal, scale))
            .toList());
  }

  private static @Nullable ExactLiteral bound(@Nullable Object literal, int scale) {
    return literal == null ? null : ExactLiteral.of((BigDecimal) literal, scale);
  }
}
