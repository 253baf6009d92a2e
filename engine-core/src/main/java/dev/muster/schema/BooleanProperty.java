// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.BooleanComparison;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.ValueTest;

/** A property of type BOOLEAN. Immutable. */
public final class BooleanProperty extends BooleanComparison<EventFilter>
    implements Property<Boolean>, ComparableProperty<BooleanAttribute> {

  private final String name;

  private BooleanProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static BooleanProperty of(String name) {
    return new BooleanProperty(name);
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
