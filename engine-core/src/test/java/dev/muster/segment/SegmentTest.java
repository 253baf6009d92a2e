// SPDX-License-Identifier: Apache-2.0
package dev.muster.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.Predicate;
import org.junit.jupiter.api.Test;

class SegmentTest {

  @Test
  void equality_isNameAndPredicate() {
    Segment all = Segment.of("all", Predicate.everyone());

    assertThat(all).isEqualTo(new Segment("all", Predicate.everyone()));
    assertThat(all).isNotEqualTo(Segment.of("all", Predicate.noOne()));
  }

  @Test
  void name_isNotBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Segment.of("  ", Predicate.everyone()))
        .withMessageContainingAll("must not be blank", "name='  '");
  }
}
