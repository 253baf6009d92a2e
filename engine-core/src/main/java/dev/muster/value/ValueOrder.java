// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import java.util.Comparator;

/**
 * An order of the values of each type, to list them in: the natural one of those that have one,
 * texts by code point, false before true, points by latitude and then longitude. Sets are not
 * listed as a whole, but by their members.
 */
public final class ValueOrder {

  private static final Comparator<GeoPoint> BY_LATITUDE =
      Comparator.comparingInt(GeoPoint::latitudeSteps).thenComparingInt(GeoPoint::longitudeSteps);

  private ValueOrder() {}

  /**
   * The order of the canonical values of {@code type}, and of the members of a set. Consistent with
   * equals.
   */
  public static Comparator<Object> of(ValueType type) {
    return switch (type.kind()) {
      case STRING, STRING_SET -> (left, right) -> TextOrder.compare((String) left, (String) right);
      case GEO_POINT -> (left, right) -> BY_LATITUDE.compare((GeoPoint) left, (GeoPoint) right);
      case BOOLEAN, LONG, DOUBLE, DECIMAL, DATE, TIMESTAMP, VERSION -> ValueOrder::natural;
    };
  }

  @SuppressWarnings("unchecked") // canonical values of one type are of one class
  private static int natural(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
