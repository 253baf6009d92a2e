// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.StringSetComparison;
import dev.muster.predicate.ValueTest;
import java.util.Set;

/** An attribute of type STRING_SET. Immutable. */
public final class StringSetAttribute extends StringSetComparison<Predicate.AttributeTest>
    implements Attribute<Set<String>> {

  private final String name;

  private StringSetAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static StringSetAttribute of(String name) {
    return new StringSetAttribute(name);
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
