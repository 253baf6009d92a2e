// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The property by which the events of one type are kept apart. Immutable but for what {@code
 * common} remembers; shared by all workers of an evaluation.
 *
 * @param property its number in the event type
 * @param common from a code of the property to the code that other event types know the same value
 *     by, negative if they do not know it; null if equal values have equal codes already
 */
public record EventKey(int property, @Nullable LongUnaryOperator common) {

  /**
   * Whether the key of an event is kept; if so, it stands in {@code keys} at {@code index} in its
   * common form.
   */
  boolean retain(long[] keys, int index) {
    if (common == null) {
      return true;
    }
    long key = common.applyAsLong(keys[index]);
    keys[index] = key;
    return key >= 0;
  }
}
