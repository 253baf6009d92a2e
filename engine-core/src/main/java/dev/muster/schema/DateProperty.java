// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DateComparison;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.ValueTest;
import java.time.LocalDate;

/** A property of type DATE. Immutable. */
public final class DateProperty extends DateComparison<EventFilter>
    implements Property<LocalDate>, OrderedProperty<DateAttribute> {

  private final String name;

  private DateProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static DateProperty of(String name) {
    return new DateProperty(name);
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
