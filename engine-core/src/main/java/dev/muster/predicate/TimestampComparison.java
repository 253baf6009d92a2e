// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A subject of type TIMESTAMP. Literals are cut to their millisecond. */
public abstract class TimestampComparison<P> extends OrderedComparison<Instant, P> {

  @Override
  public ValueType type() {
    return ValueType.TIMESTAMP;
  }

  /**
   * Month and day of the date in UTC come again on one of the next {@code days} days, today
   * included; 29 February comes on 28 February in common years.
   *
   * @param days in [1, {@link ValueTest.Anniversary#DAYS_MAX}]
   */
  public P anniversaryWithinNext(int days) {
    return anniversaryWithinNext(days, ZoneOffset.UTC);
  }

  /** The same with the date in {@code zone}, of the value and of today. */
  public P anniversaryWithinNext(int days, ZoneId zone) {
    return test(new ValueTest.Anniversary(days, zone));
  }
}
