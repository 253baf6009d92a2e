// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What the time since a profile's first start event is divided into. Immutable. */
public sealed interface RetentionInterval {

  /** Interval i is {@code i * length <= t - start < (i + 1) * length}. */
  static RetentionInterval rolling(Duration length) {
    return new Rolling(length);
  }

  /** Interval i is the i-th unit after the one that the start lies in, which is interval 0. */
  static RetentionInterval calendar(CalendarUnit unit, ZoneId zone) {
    return new Calendar(new CalendarUnits(unit, zone));
  }

  /**
   * Spans of one length, counted from the instant of the start event.
   *
   * @param length whole milliseconds, in (0, {@link Window#DURATION_MAX}]
   */
  record Rolling(Duration length) implements RetentionInterval {
    public Rolling {
      if (length.compareTo(Duration.ofMillis(1)) < 0
          || length.compareTo(Window.DURATION_MAX) > 0
          || !length.equals(length.truncatedTo(ChronoUnit.MILLIS))) {
        throw new IllegalArgumentException(
            "length must be whole milliseconds in [1 ms, 365000 days], length=" + length);
      }
    }
  }

  /** Units of a calendar. */
  record Calendar(CalendarUnits units) implements RetentionInterval {}
}
