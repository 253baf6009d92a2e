// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.time.ZoneId;
import java.util.function.LongUnaryOperator;

/** Spans that time is divided into, to count those in which something happened. Immutable. */
public sealed interface TimeSpans {

  /** One span for all time. */
  TimeSpans NONE = Periods.ALL_TIME;

  /** Events that a span must have to count. */
  int eventsMin();

  /**
   * The number of the span that an instant lies in; it never decreases, or never increases, with
   * time.
   *
   * @param fromMillis no earlier instant is asked about
   * @param toMillis nor one after this
   */
  LongUnaryOperator numbering(long fromMillis, long toMillis);

  /** The days of a zone; one event is enough. */
  record Days(ZoneId zone) implements TimeSpans {
    @Override
    public int eventsMin() {
      return 1;
    }

    @Override
    public LongUnaryOperator numbering(long fromMillis, long toMillis) {
      return new LocalDays(zone, fromMillis, toMillis);
    }
  }

  /** Spans of one length that follow each other backwards from {@code nowMillis}. */
  record Periods(long nowMillis, long lengthMillis, int eventsMin) implements TimeSpans {

    private static final Periods ALL_TIME = new Periods(0, Long.MAX_VALUE, 1);

    @Override
    public LongUnaryOperator numbering(long fromMillis, long toMillis) {
      return millis -> Math.floorDiv(nowMillis - millis, lengthMillis);
    }
  }
}
