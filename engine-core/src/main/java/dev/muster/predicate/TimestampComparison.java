// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.time.Instant;

/** A subject of type TIMESTAMP. Literals are cut to their millisecond. */
public abstract class TimestampComparison<P> extends OrderedComparison<Instant, P> {

  @Override
  public ValueType type() {
    return ValueType.TIMESTAMP;
  }
}
