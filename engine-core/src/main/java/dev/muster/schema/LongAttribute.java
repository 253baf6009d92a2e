// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.LongComparison;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;

/** An attribute of type LONG. Immutable. */
public final class LongAttribute extends LongComparison<Predicate.AttributeTest>
    implements Attribute<Long> {

  private final String name;

  private LongAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static LongAttribute of(String name) {
    return new LongAttribute(name);
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
