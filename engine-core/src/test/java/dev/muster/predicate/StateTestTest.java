// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.Predicate.StateTest;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateTestTest {

  private static final StringAttribute STATUS = StringAttribute.of("status");
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void builder_saysOnWhichSide() {
    Predicate.AttributeTest state = STATUS.is("onboarding");

    assertThat(state.forAtLeast(WEEK))
        .isEqualTo(new StateTest(state, WEEK, StateTest.Bound.AT_LEAST));
    assertThat(state.forLessThan(WEEK))
        .isEqualTo(new StateTest(state, WEEK, StateTest.Bound.LESS_THAN));
  }

  @Test
  void text_putsTheDurationBehindTheTest() {
    assertThat(STATUS.is("x").forAtLeast(WEEK)).hasToString("status = 'x' for at least 7 days");
    assertThat(LongAttribute.of("for").between(1, 2).forLessThan(Duration.ofMillis(1_500)).not())
        .hasToString("not (for between 1 and 2 for less than 1500 milliseconds)");
  }

  @Test
  void missing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STATUS.missing().forAtLeast(WEEK))
        .withMessage("only a value that is there can be held for some time, test=status missing");
  }

  @Test
  void duration_isPositiveAndWholeMilliseconds() {
    for (Duration duration :
        new Duration[] {
          Duration.ZERO,
          WEEK.negated(),
          Duration.ofNanos(1_000_001),
          Window.DURATION_MAX.plusMillis(1)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> STATUS.exists().forLessThan(duration))
          .withMessageContainingAll("whole milliseconds in [1 ms", "duration=" + duration);
    }
    assertThat(STATUS.exists().forAtLeast(Window.DURATION_MAX).duration())
        .isEqualTo(Window.DURATION_MAX);
  }
}
