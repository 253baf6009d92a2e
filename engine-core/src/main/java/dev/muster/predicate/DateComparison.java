// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.time.LocalDate;

/** A subject of type DATE. */
public abstract class DateComparison<P> extends OrderedComparison<LocalDate, P> {

  @Override
  public ValueType type() {
    return ValueType.DATE;
  }
}
