// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.StringComparison;
import dev.muster.predicate.ValueTest;

/** An attribute of type STRING. Immutable. */
public final class StringAttribute extends StringComparison<Predicate.AttributeTest>
    implements Attribute<String> {

  private final String name;

  private StringAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static StringAttribute of(String name) {
    return new StringAttribute(name);
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
