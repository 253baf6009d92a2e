// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.LongComparison;
import dev.muster.predicate.ValueTest;

/** A property of type LONG. Immutable. */
public final class LongProperty extends LongComparison<EventFilter>
    implements Property<Long>, OrderedProperty<LongAttribute> {

  private final String name;

  private LongProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static LongProperty of(String name) {
    return new LongProperty(name);
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
