// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DoubleComparison;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;

/** An attribute of type DOUBLE. Immutable. */
public final class DoubleAttribute extends DoubleComparison<Predicate.AttributeTest>
    implements Attribute<Double> {

  private final String name;

  private DoubleAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static DoubleAttribute of(String name) {
    return new DoubleAttribute(name);
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
