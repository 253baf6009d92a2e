// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.CalendarBuckets;

/** Numbers what has gone by since a start. Immutable. */
sealed interface ElapsedIntervals {

  /** The interval that {@code millis}, not before {@code started}, lies in; 0 for the first one. */
  int index(long started, long millis);

  /** The first instant after interval {@code index}. */
  long end(long started, int index);

  /** Spans of {@code lengthMillis}. */
  record Rolling(long lengthMillis) implements ElapsedIntervals {
    @Override
    public int index(long started, long millis) {
      return (int) Math.min(Integer.MAX_VALUE, (millis - started) / lengthMillis);
    }

    @Override
    public long end(long started, int index) {
      return started + (index + 1) * lengthMillis;
    }
  }

  /**
   * Units of a calendar. What lies after the last one is in interval {@link Integer#MAX_VALUE}.
   *
   * @param units from that of the first possible start on
   */
  record Calendar(CalendarBuckets units) implements ElapsedIntervals {
    @Override
    public int index(long started, long millis) {
      int unit = units.indexOf(millis);
      return unit < 0 ? Integer.MAX_VALUE : unit - units.indexOf(started);
    }

    @Override
    public long end(long started, int index) {
      return units.toMillis(units.indexOf(started) + index);
    }
  }
}
