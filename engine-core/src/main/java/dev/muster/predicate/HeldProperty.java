// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;

/**
 * A property that all events of a sequence share a value of.
 *
 * <p>The sequence is looked for among the events of each single value separately. Events that lack
 * the property or have another value do not exist for it, whether they could be a step, lie between
 * two or come after the last. Every event type concerned must have the property with this type.
 *
 * @param property its name
 * @param type its type, which must not be a set
 */
public record HeldProperty(String property, ValueType type) {
  public HeldProperty {
    if (type.kind() == ValueType.Kind.STRING_SET) {
      throw new IllegalArgumentException(
          "what is held has one value, and not a set of them, property=" + property);
    }
  }
}
