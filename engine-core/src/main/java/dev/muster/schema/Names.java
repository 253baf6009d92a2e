// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.value.ValueRules;

/** The rule for names of attributes, event types and properties. */
final class Names {

  /** Long enough for any generated name; names are kept per definition, not per value. */
  static final int LENGTH_MAX = 128;

  private Names() {}

  /** {@code name} itself, if it may name a {@code what}. */
  static String check(String what, String name) {
    if (name.isBlank() || name.length() > LENGTH_MAX || name.indexOf('`') >= 0) {
      throw new IllegalArgumentException(
          what
              + " name must have 1 to "
              + LENGTH_MAX
              + " characters, not all blank, and no backtick, name="
              + ValueRules.describe(name));
    }
    return ValueRules.text(name);
  }
}
