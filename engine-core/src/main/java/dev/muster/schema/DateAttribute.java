// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DateComparison;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import java.time.LocalDate;

/** An attribute of type DATE. Immutable. */
public final class DateAttribute extends DateComparison<Predicate.AttributeTest>
    implements Attribute<LocalDate> {

  private final String name;

  private DateAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static DateAttribute of(String name) {
    return new DateAttribute(name);
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
