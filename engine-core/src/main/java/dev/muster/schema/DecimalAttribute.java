// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DecimalComparison;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.value.ValueType;
import java.math.BigDecimal;

/** An attribute of type DECIMAL. Immutable. */
public final class DecimalAttribute extends DecimalComparison<Predicate.AttributeTest>
    implements Attribute<BigDecimal> {

  private final String name;
  private final ValueType type;

  private DecimalAttribute(String name, ValueType type) {
    this.name = Names.check("attribute", name);
    this.type = type;
  }

  /** An attribute called {@code name} with {@code scale} digits after the point, in [0, 18]. */
  public static DecimalAttribute of(String name, int scale) {
    return new DecimalAttribute(name, ValueType.decimal(scale));
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
  public Predicate.AttributeTest test(ValueTest test) {
    return new Predicate.AttributeTest(name, type(), test);
  }

  @Override
  public String toString() {
    return name + " " + type();
  }
}
