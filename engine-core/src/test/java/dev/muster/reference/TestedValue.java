// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.value.TextOrder;
import java.math.BigDecimal;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value that is put to a test, or the lack of one. Compares itself with literals exactly: texts
 * by code point, decimals whatever their scale, and a mean without ever dividing.
 */
final class TestedValue {

  private static final TestedValue MISSING =
      new TestedValue(
          null,
          literal -> {
            throw new IllegalStateException("a missing value has no order, literal=" + literal);
          });

  private final @Nullable Object value;
  private final ToIntFunction<Object> order;

  private TestedValue(@Nullable Object value, ToIntFunction<Object> order) {
    this.value = value;
    this.order = order;
  }

  static TestedValue missing() {
    return MISSING;
  }

  /** {@code value} in canonical form, or the missing value for null. */
  static TestedValue of(@Nullable Object value) {
    return value == null ? MISSING : new TestedValue(value, literal -> compare(value, literal));
  }

  /** The exact mean: sum / count against a literal is sum against literal x count. */
  static TestedValue mean(BigDecimal sum, long count) {
    BigDecimal divisor = BigDecimal.valueOf(count);
    return new TestedValue(
        sum + "/" + count, literal -> sum.compareTo(((BigDecimal) literal).multiply(divisor)));
  }

  boolean isMissing() {
    return value == null;
  }

  /** Order of this value relative to {@code literal}. */
  int compareTo(Object literal) {
    return order.applyAsInt(literal);
  }

  /** Whether the value is of class {@code type}. */
  boolean isA(Class<?> type) {
    return type.isInstance(value);
  }

  /** The value itself, which must be of class {@code type}. */
  <T> T as(Class<T> type) {
    return type.cast(value);
  }

  private static int compare(Object value, Object literal) {
    if (value instanceof String text) {
      return TextOrder.compare(text, (String) literal);
    }
    if (value instanceof Comparable<?>) {
      @SuppressWarnings("unchecked") // a literal has the class of the values it is compared with
      Comparable<Object> comparable = (Comparable<Object>) value;
      return comparable.compareTo(literal);
    }
    // Points have no order; all that is asked of them is whether they are equal.
    return value.equals(literal) ? 0 : 1;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
