// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A subject of type DATE. */
public abstract class DateComparison<P> extends OrderedComparison<LocalDate, P> {

  @Override
  public ValueType type() {
    return ValueType.DATE;
  }

  /**
   * Month and day come again on one of the next {@code days} days of UTC, today included; 29
   * February comes on 28 February in common years.
   *
   * @param days in [1, {@link ValueTest.Anniversary#DAYS_MAX}]
   */
  public P anniversaryWithinNext(int days) {
    return anniversaryWithinNext(days, ZoneOffset.UTC);
  }

  /** The same where today is the date in {@code zone}. */
  public P anniversaryWithinNext(int days, ZoneId zone) {
    return test(new ValueTest.Anniversary(days, zone));
  }
}
