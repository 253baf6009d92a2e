// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.BooleanComparison;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;

/** An attribute of type BOOLEAN. Immutable. */
public final class BooleanAttribute extends BooleanComparison<Predicate.AttributeTest>
    implements Attribute<Boolean> {

  private final String name;

  private BooleanAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static BooleanAttribute of(String name) {
    return new BooleanAttribute(name);
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
