// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.TimestampComparison;
import dev.muster.predicate.ValueTest;
import java.time.Instant;

/** A property of type TIMESTAMP. Immutable. */
public final class TimestampProperty extends TimestampComparison<EventFilter>
    implements Property<Instant>, OrderedProperty<TimestampAttribute> {

  private final String name;

  private TimestampProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static TimestampProperty of(String name) {
    return new TimestampProperty(name);
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
