// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.value.GeoPoint;
import dev.muster.value.TextOrder;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;

/** Values as text, one form for each type, as CSV has them: see {@code docs/export.md}. */
public final class ValueText {

  private ValueText() {}

  /**
   * The text of {@code value}, which is in canonical form: {@code true}, {@code 42}, {@code 0.1},
   * {@code 19.90} with all digits of the type, {@code 2026-03-02}, {@code 2026-03-02T12:00:00Z}; a
   * text or a version as it is; a point as {@code latitude,longitude}; a set as its members in the
   * order of their text with a {@code |} between. Within a member, a backslash stands before each
   * {@code |} and each backslash, and {@code \e} stands for an empty one.
   */
  public static String of(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof GeoPoint point) {
      return degrees(point.latitude()) + "," + degrees(point.longitude());
    }
    if (value instanceof Set<?> members) {
      return members.stream()
          .map(String.class::cast)
          .sorted(TextOrder::compare)
          .map(ValueText::member)
          .collect(Collectors.joining("|"));
    }
    return value.toString();
  }

  private static String member(String text) {
    return text.isEmpty() ? "\\e" : text.replace("\\", "\\\\").replace("|", "\\|");
  }

  /** Without an exponent, which not everybody reads in a coordinate. */
  private static String degrees(double degrees) {
    return BigDecimal.valueOf(degrees).toPlainString();
  }
}
