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

  @Test
  void name_isNotTooLong() {
    assertThat(Segment.of("n".repeat(255), Predicate.inSegment("n".repeat(255))).name())
        .hasSize(255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Segment.of("n".repeat(256), Predicate.everyone()))
        .withMessage("a segment name must have at most 255 characters, length=256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predicate.inSegment("n".repeat(256)))
        .withMessage("a segment name must have at most 255 characters, length=256");
  }
}
