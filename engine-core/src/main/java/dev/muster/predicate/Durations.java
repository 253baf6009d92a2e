// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The rule for spans of time in predicates. */
final class Durations {

  private Durations() {}

  /** Refuses a duration that is not whole milliseconds or not within the bounds. */
  static Duration check(String name, Duration duration, long millisMin) {
    boolean fits =
        duration.compareTo(Duration.ofMillis(millisMin)) >= 0
            && duration.compareTo(Window.DURATION_MAX) <= 0
            && duration.equals(duration.truncatedTo(ChronoUnit.MILLIS));
    if (!fits) {
      throw new IllegalArgumentException(
          name
              + " must be whole milliseconds in ["
              + millisMin
              + " ms, 365000 days], "
              + name
              + "="
              + duration);
    }
    return duration;
  }
}
