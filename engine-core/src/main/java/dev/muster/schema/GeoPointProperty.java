// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.GeoPointComparison;
import dev.muster.predicate.ValueTest;
import dev.muster.value.GeoPoint;

/** A property of type GEO_POINT. Immutable. */
public final class GeoPointProperty extends GeoPointComparison<EventFilter>
    implements Property<GeoPoint>, ComparableProperty<GeoPointAttribute> {

  private final String name;

  private GeoPointProperty(String name) {
    this.name = Names.check("property", name);
  }

  /** A property called {@code name}. */
  public static GeoPointProperty of(String name) {
    return new GeoPointProperty(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EventFilter test(ValueTest test) {
    return new EventFilter.PropertyTest(name, type(), test);
  }

  @Override
  public String toString() {
    return name + " " + type();
  }
}
