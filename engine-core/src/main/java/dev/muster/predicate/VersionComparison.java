// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import dev.muster.value.Version;

/** A subject of type VERSION, ordered by semantic precedence. */
public abstract class VersionComparison<P> extends OrderedComparison<Version, P> {

  @Override
  public ValueType type() {
    return ValueType.VERSION;
  }
}
