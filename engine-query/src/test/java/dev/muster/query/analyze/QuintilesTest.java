// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuintilesTest {

  /** Few different values, so that they tie across the edges of fifths. */
  @SeededTest(count = 300)
  void score_isByHowManyAreLess(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int bound = choice.of(List.of(2, 5, 1_000));
    List<Long> values = new ArrayList<>();
    CollectedValues collected = new CollectedValues();
    for (int i = choice.between(1, 40); i > 0; i--) {
      long value = choice.below(bound) - bound / 2;
      values.add(value);
      collected.add(value >> 63, value);
    }

    Quintiles quintiles = Quintiles.of(collected);

    for (long value : values) {
      long below = values.stream().filter(other -> other < value).count();
      assertThat(quintiles.score(value >> 63, value))
          .as("%s among %s", value, values)
          .isEqualTo((int) (1 + 5 * below / values.size()));
    }
  }

  @Test
  void fiveValues_haveFiveScores() {
    CollectedValues collected = new CollectedValues();
    for (long value : new long[] {30, 10, 50, 20, 40}) {
      collected.add(0, value);
    }

    Quintiles quintiles = Quintiles.of(collected);

    assertThat(List.of(10, 20, 30, 40, 50))
        .extracting(value -> quintiles.score(0, value))
        .containsExactly(1, 2, 3, 4, 5);
  }
}
