// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.TimestampComparison;
import dev.muster.predicate.ValueTest;
import java.time.Instant;

/** An attribute of type TIMESTAMP. Immutable. */
public final class TimestampAttribute extends TimestampComparison<Predicate.AttributeTest>
    implements Attribute<Instant> {

  private final String name;

  private TimestampAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static TimestampAttribute of(String name) {
    return new TimestampAttribute(name);
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
