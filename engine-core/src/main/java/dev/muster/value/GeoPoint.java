// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

/**
 * A point on the earth, WGS84, kept to 1e-7 of a degree (about a centimetre).
 *
 * <p>Coordinates are rounded to that grid when the point is made, so that a stored point and a
 * literal that were equal stay equal. Immutable.
 *
 * @param latitude degrees north, in [-90, 90]
 * @param longitude degrees east, in [-180, 180]
 */
public record GeoPoint(double latitude, double longitude) {

  /** Steps of the grid in one degree; 180 degrees still fit in 31 bits. */
  public static final int STEPS_PER_DEGREE = 10_000_000;

  /** Mean radius of the earth (IUGG), in metres. */
  public static final double EARTH_RADIUS_METRES = 6_371_008.8;

  public GeoPoint {
    if (!(latitude >= -90 && latitude <= 90) || !(longitude >= -180 && longitude <= 180)) {
      throw new InvalidValueException(
          InvalidValueException.Rule.OUT_OF_RANGE,
          "latitude must be in [-90, 90] and longitude in [-180, 180], latitude="
              + latitude
              + " longitude="
              + longitude);
    }
    latitude = Math.round(latitude * STEPS_PER_DEGREE) / (double) STEPS_PER_DEGREE + 0.0;
    longitude = Math.round(longitude * STEPS_PER_DEGREE) / (double) STEPS_PER_DEGREE + 0.0;
  }

  /** A point from steps of 1e-7 degree. */
  public static GeoPoint ofSteps(int latitudeSteps, int longitudeSteps) {
    return new GeoPoint(
        latitudeSteps / (double) STEPS_PER_DEGREE, longitudeSteps / (double) STEPS_PER_DEGREE);
  }

  /** Latitude in steps of 1e-7 degree. */
  public int latitudeSteps() {
    return (int) Math.round(latitude * STEPS_PER_DEGREE);
  }

  /** Longitude in steps of 1e-7 degree. */
  public int longitudeSteps() {
    return (int) Math.round(longitude * STEPS_PER_DEGREE);
  }

  /** Great-circle distance in metres (haversine on a sphere; within 0.6 % of the ellipsoid). */
  public double metresTo(GeoPoint other) {
    double sinLat = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double sinLon = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double a =
        sinLat * sinLat
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * sinLon
                * sinLon;
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1.0, Math.sqrt(a)));
  }
}
