// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.value.ValueType.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValueTypeTest {

  @Test
  void scale_isInZeroToEighteen() {
    assertThat(ValueType.decimal(18).scale()).isEqualTo(18);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.decimal(19))
        .withMessageContainingAll("[0, 18]", "kind=DECIMAL", "scale=19");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.decimal(-1))
        .withMessageContaining("scale=-1");
  }

  @Test
  void scale_belongsToDecimalsOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueType(Kind.LONG, 2))
        .withMessageContainingAll("0 unless the kind is DECIMAL", "kind=LONG", "scale=2");
  }

  @Test
  void isOrdered_holdsForWhatHasAnOrder() {
    assertThat(Arrays.stream(Kind.values()).filter(kind -> new ValueType(kind, 0).isOrdered()))
        .containsExactly(
            Kind.LONG,
            Kind.DOUBLE,
            Kind.DECIMAL,
            Kind.STRING,
            Kind.DATE,
            Kind.TIMESTAMP,
            Kind.VERSION);
  }

  @Test
  void isNumeric_holdsForWhatCanBeAdded() {
    assertThat(Arrays.stream(Kind.values()).filter(kind -> new ValueType(kind, 0).isNumeric()))
        .containsExactly(Kind.LONG, Kind.DOUBLE, Kind.DECIMAL);
  }

  @Test
  void toString_namesTheScaleOfDecimals() {
    assertThat(ValueType.decimal(2)).hasToString("DECIMAL(2)");
    assertThat(ValueType.STRING_SET).hasToString("STRING_SET");
  }
}
