// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueOrderTest {

  @Test
  void texts_goByCodePoint() {
    assertOrder(ValueType.STRING, "", "B", "a", "\uE000", "😀");
    assertOrder(ValueType.STRING_SET, "B", "a", "\uE000", "😀");
  }

  @Test
  void points_goByLatitudeThenLongitude() {
    assertOrder(
        ValueType.GEO_POINT,
        new GeoPoint(-1, 5),
        new GeoPoint(0, -5),
        new GeoPoint(0, 5),
        new GeoPoint(1, -9));
  }

  @Test
  void others_goByTheirNaturalOrder() {
    assertOrder(ValueType.BOOLEAN, false, true);
    assertOrder(ValueType.LONG, -2L, 3L);
    assertOrder(ValueType.decimal(2), new BigDecimal("-1.00"), new BigDecimal("0.50"));
    assertOrder(ValueType.VERSION, Version.parse("1.2.0-rc.1"), Version.parse("1.10.0"));
  }

  private static void assertOrder(ValueType type, Object... ascending) {
    List<Object> values = new ArrayList<>(List.of(ascending));
    Collections.reverse(values);

    values.sort(ValueOrder.of(type));

    assertThat(values).containsExactly(ascending);
  }
}
