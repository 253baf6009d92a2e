// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Takes the named values of a write, in the order in which they were given. */
@FunctionalInterface
public interface FieldVisitor {

  /**
   * One value.
   *
   * @param name of the attribute or property
   * @param type as the application declared it, or null if it only gave the name
   * @param value what was given, not yet checked; null takes the attribute away
   */
  void field(String name, @Nullable ValueType type, @Nullable Object value);
}
