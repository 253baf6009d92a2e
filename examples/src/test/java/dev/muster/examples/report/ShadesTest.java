// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ShadesTest {

  private static final int STEPS = 64;

  /** So that grey printers and every kind of colour blindness see the same order. */
  @Test
  void shades_getDarkerAllTheWay() {
    for (int i = 1; i <= STEPS; i++) {
      Color before = Shades.of((i - 1.0) / STEPS);
      Color after = Shades.of((double) i / STEPS);
      assertThat(Shades.contrast(after, Color.WHITE))
          .as("shade %s of %s", i, STEPS)
          .isGreaterThan(Shades.contrast(before, Color.WHITE));
    }
  }

  @Test
  void text_canBeReadOnEveryShade() {
    for (int i = 0; i <= STEPS; i++) {
      Color ground = Shades.of((double) i / STEPS);
      assertThat(Shades.contrast(ground, Shades.textOn(ground))).isGreaterThan(3.6);
    }
  }

  @Test
  void contrast_isThatOfTheStandard() {
    assertThat(Shades.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
    assertThat(Shades.contrast(Color.RED, Color.RED)).isEqualTo(1);
  }
}
