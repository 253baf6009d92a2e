// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.VersionComparison;
import dev.muster.value.Version;

/** An attribute of type VERSION. Immutable. */
public final class VersionAttribute extends VersionComparison<Predicate.AttributeTest>
    implements Attribute<Version> {

  private final String name;

  private VersionAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static VersionAttribute of(String name) {
    return new VersionAttribute(name);
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
