// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BarsTest {

  @Test
  void toString_scalesToTheLargestAmount() {
    Bars bars = new Bars(10).add("May", 2_000).add("June", 1_000).add("July", 1).add("August", 0);

    assertThat(bars.toString().lines())
        .containsExactly(
            "May     2,000  ##########",
            "June    1,000  #####",
            "July        1  #",
            "August      0");
  }

  @Test
  void toString_ofNothing_isEmpty() {
    assertThat(new Bars(10)).hasToString("");
  }

  @Test
  void bar_showsLittleAsOneMarkAndNothingAsNone() {
    assertThat(Bars.bar(1, 1_000_000, 20)).isEqualTo("#");
    assertThat(Bars.bar(0, 1_000_000, 20)).isEmpty();
    assertThat(Bars.bar(5, 0, 20)).isEmpty();
  }

  @Test
  void bar_neverExceedsTheWidth() {
    assertThat(Bars.bar(7, 7, 20)).hasSize(20);
    assertThat(Bars.bar(9, 7, 20)).hasSize(20);
  }

  @Test
  void add_ofANegativeAmount_isRefused() {
    assertThatThrownBy(() -> new Bars(10).add("loss", -3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label='loss' amount=-3");
  }

  @Test
  void width_ofNothing_isRefused() {
    assertThatThrownBy(() -> new Bars(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=0");
  }
}
