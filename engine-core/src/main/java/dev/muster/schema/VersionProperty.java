// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.VersionComparison;
import dev.muster.value.Version;

/** A property of type VERSION. Immutable. */
public final class VersionProperty extends VersionComparison<EventFilter>
    implements Property<Version>, ComparableProperty<VersionAttribute> {

  private final String name;

  private VersionProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static VersionProperty of(String name) {
    return new VersionProperty(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EventFilter test(ValueTest test) {
    return new EventFilter.PropertyTest(name, type(), test);
  }

  @Override
  public String toString() {
    return name + " " + type();
  }
}
