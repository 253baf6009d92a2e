// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.schema.EventType;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BreakdownTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final EventType PURCHASE = EventType.of("purchase", CATEGORY);

  @Test
  void equality_isDimensionsAndTop() {
    Breakdown byCountry = Breakdown.by(Dimension.of(COUNTRY), Dimension.of(PURCHASE, CATEGORY));

    assertThat(byCountry)
        .isEqualTo(Breakdown.by(Dimension.of(COUNTRY), Dimension.of(PURCHASE, CATEGORY)))
        .isNotEqualTo(byCountry.top(3));
    assertThat(byCountry.top()).isEqualTo(20);
  }

  @Test
  void dimensions_areOneToEight() {
    assertThatIllegalArgumentException()
        .isThrownBy(Breakdown::by)
        .withMessage("the number of dimensions must be in [1, 8], found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breakdown(Collections.nCopies(9, Dimension.of(COUNTRY)), 20))
        .withMessage("the number of dimensions must be in [1, 8], found 9");
  }

  @Test
  void top_isBounded() {
    Breakdown byCountry = Breakdown.by(Dimension.of(COUNTRY));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> byCountry.top(0))
        .withMessage("the number of values listed must be in [1, 10000], found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossTabulation.of(COUNTRY, COUNTRY).top(10_001))
        .withMessage("the number of values listed must be in [1, 10000], found 10001");
  }

  @Test
  void crossTabulation_takesTwoToFourAttributes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossTabulation.of(COUNTRY))
        .withMessage("the number of attributes must be in [2, 4], found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossTabulation.of(COUNTRY, COUNTRY, COUNTRY, COUNTRY, COUNTRY))
        .withMessage("the number of attributes must be in [2, 4], found 5");
  }

  @Test
  void crossTabulation_takesNoSets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossTabulation.of(COUNTRY, TAGS))
        .withMessage(
            "a cross tabulation needs attributes with one value, attribute=tags type=STRING_SET");
  }
}
