// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.GeoPointComparison;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.value.GeoPoint;

/** An attribute of type GEO_POINT. Immutable. */
public final class GeoPointAttribute extends GeoPointComparison<Predicate.AttributeTest>
    implements Attribute<GeoPoint> {

  private final String name;

  private GeoPointAttribute(String name) {
    this.name = Names.check("attribute", name);
  }

  /** An attribute called {@code name}. */
  public static GeoPointAttribute of(String name) {
    return new GeoPointAttribute(name);
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
