// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DoubleComparison;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.ValueTest;

/** A property of type DOUBLE. Immutable. */
public final class DoubleProperty extends DoubleComparison<EventFilter>
    implements Property<Double>, OrderedProperty<DoubleAttribute> {

  private final String name;

  private DoubleProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static DoubleProperty of(String name) {
    return new DoubleProperty(name);
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
