// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;

/** A subject of type GEO_POINT. */
public abstract class GeoPointComparison<P> extends EqualityComparison<GeoPoint, P> {

  @Override
  public ValueType type() {
    return ValueType.GEO_POINT;
  }

  /** The point lies within {@code kilometres} of {@code centre}, edge included. */
  public P withinKilometres(double kilometres, GeoPoint centre) {
    return test(new ValueTest.WithinRadius(centre, kilometres * 1_000));
  }

  /**
   * The point lies in the box between two corners, edges included. A box whose south-western corner
   * is east of the north-eastern one crosses the antimeridian.
   *
   * @throws IllegalArgumentException if {@code southWest} is north of {@code northEast}
   */
  public P withinBox(GeoPoint southWest, GeoPoint northEast) {
    return test(new ValueTest.WithinBox(southWest, northEast));
  }
}
