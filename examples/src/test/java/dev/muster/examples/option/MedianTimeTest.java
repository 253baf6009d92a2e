// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MedianTimeTest {

  @Test
  void of_asksAsOftenAsTold() {
    AtomicLong asked = new AtomicLong();

    MedianTime time =
        MedianTime.of(
            () -> {
              asked.incrementAndGet();
              return 42;
            },
            3,
            4);

    assertThat(asked).hasValue(7);
    assertThat(time.answer()).isEqualTo(42);
    assertThat(time.leastMillis()).isNotNegative().isLessThanOrEqualTo(time.millis());
    assertThat(time.greatestMillis()).isGreaterThanOrEqualTo(time.millis());
  }

  @Test
  void of_aQuestionWithTwoAnswers_fails() {
    AtomicLong answer = new AtomicLong();

    assertThatThrownBy(() -> MedianTime.of(answer::incrementAndGet, 0, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("first=1 again=2");
  }
}
