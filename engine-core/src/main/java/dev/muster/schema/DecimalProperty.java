// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DecimalComparison;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.ValueTest;
import dev.muster.value.ValueType;
import java.math.BigDecimal;

/** A property of type DECIMAL. Immutable. */
public final class DecimalProperty extends DecimalComparison<EventFilter>
    implements Property<BigDecimal>, OrderedProperty<DecimalAttribute> {

  private final String name;
  private final ValueType type;

  private DecimalProperty(String name, ValueType type) {
    this.name = Names.check("property", name);
    this.type = type;
  }

  /** A property called {@code name} with {@code scale} digits after the point, in [0, 18]. */
  public static DecimalProperty of(String name, int scale) {
    return new DecimalProperty(name, ValueType.decimal(scale));
  }

  @Override
  public ValueType type() {
    return type;
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
