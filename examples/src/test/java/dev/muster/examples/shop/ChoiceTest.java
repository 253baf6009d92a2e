// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChoiceTest {

  @Test
  void at_findsTheOptionThatTheFractionFallsIn() {
    Choice choice = Choice.weighted(1, 2, 1);

    assertThat(choice.at(0)).isZero();
    assertThat(choice.at(0.249)).isZero();
    assertThat(choice.at(0.25)).isEqualTo(1);
    assertThat(choice.at(0.749)).isEqualTo(1);
    assertThat(choice.at(0.75)).isEqualTo(2);
    assertThat(choice.at(Math.nextDown(1.0))).isEqualTo(2);
  }

  @Test
  void zipf_followsItsWeights() {
    Choice choice = Choice.zipf(3, 1.0);
    Draws draws = new Draws(42, 1);
    int[] counts = new int[3];
    for (int i = 0; i < 110_000; i++) {
      counts[choice.at(draws.fraction(i))]++;
    }

    assertThat(counts[0]).isBetween(59_000, 61_000);
    assertThat(counts[1]).isBetween(29_000, 31_000);
    assertThat(counts[2]).isBetween(19_000, 21_000);
  }

  @Test
  void at_findsOptionsNarrowerThanALookupStep() {
    Choice choice = Choice.weighted(1_000, 1, 1, 1, 1_000);

    assertThat(choice.at(1_000.5 / 2_003)).isEqualTo(1);
    assertThat(choice.at(1_001.5 / 2_003)).isEqualTo(2);
    assertThat(choice.at(1_002.5 / 2_003)).isEqualTo(3);
    assertThat(choice.at(1_003.5 / 2_003)).isEqualTo(4);
  }
}
