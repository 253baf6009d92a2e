// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.StringComparison;
import dev.muster.predicate.ValueTest;

/** A property of type STRING. Immutable. */
public final class StringProperty extends StringComparison<EventFilter>
    implements Property<String>, ComparableProperty<StringAttribute> {

  private final String name;

  private StringProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static StringProperty of(String name) {
    return new StringProperty(name);
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
