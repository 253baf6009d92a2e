// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.StringSetComparison;
import dev.muster.predicate.ValueTest;
import java.util.Set;

/** A property of type STRING_SET. Immutable. */
public final class StringSetProperty extends StringSetComparison<EventFilter>
    implements Property<Set<String>> {

  private final String name;

  private StringSetProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static StringSetProperty of(String name) {
    return new StringSetProperty(name);
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
