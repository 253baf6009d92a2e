// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPointTest {

  private static final GeoPoint WARSAW = new GeoPoint(52.2297, 21.0122);
  private static final GeoPoint BENGALURU = new GeoPoint(12.9716, 77.5946);

  @ParameterizedTest
  @CsvSource({"90.1, 0", "-90.1, 0", "0, 180.1", "0, -180.1", "NaN, 0", "0, NaN", "0, Infinity"})
  void coordinates_outsideTheGlobeAreRefused(double latitude, double longitude) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new GeoPoint(latitude, longitude))
        .withMessageContainingAll("latitude=" + latitude, "longitude=" + longitude)
        .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.OUT_OF_RANGE));
  }

  @Test
  void coordinates_areRoundedToTheGrid() {
    assertThat(new GeoPoint(12.97000004, 77.58999996)).isEqualTo(new GeoPoint(12.97, 77.59));
    assertThat(new GeoPoint(-0.0, -0.00000001)).isEqualTo(new GeoPoint(0.0, 0.0));
  }

  /** A point survives being kept as two integers. */
  @SeededTest
  void ofSteps_undoesSteps(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    for (int i = 0; i < 1_000; i++) {
      int latitudeSteps = choice.between(-900_000_000, 900_000_000);
      int longitudeSteps = choice.between(-1_800_000_000, 1_800_000_000);

      GeoPoint point = GeoPoint.ofSteps(latitudeSteps, longitudeSteps);

      assertThat(point.latitudeSteps()).isEqualTo(latitudeSteps);
      assertThat(point.longitudeSteps()).isEqualTo(longitudeSteps);
      assertThat(new GeoPoint(point.latitude(), point.longitude())).isEqualTo(point);
    }
  }

  @Test
  void metresTo_isTheGreatCircle() {
    double quarter = Math.PI / 2 * GeoPoint.EARTH_RADIUS_METRES;

    assertThat(WARSAW.metresTo(BENGALURU)).isCloseTo(6_626_347, within(1.0));
    assertThat(new GeoPoint(0, 0).metresTo(new GeoPoint(90, 0))).isCloseTo(quarter, within(1e-6));
    assertThat(new GeoPoint(0, -90).metresTo(new GeoPoint(0, 90)))
        .isCloseTo(2 * quarter, within(1e-6));
  }

  @Test
  void metresTo_crossesTheDateLine() {
    assertThat(new GeoPoint(0, 179.9).metresTo(new GeoPoint(0, -179.9)))
        .isCloseTo(22_239, within(1.0));
  }

  @Test
  void metresTo_isZeroToItself() {
    assertThat(WARSAW.metresTo(WARSAW)).isZero();
  }

  /** The engine may measure from either end. */
  @SeededTest
  void metresTo_isTheSameBothWays(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    for (int i = 0; i < 1_000; i++) {
      GeoPoint one = randomPoint(choice);
      GeoPoint other = randomPoint(choice);

      assertThat(one.metresTo(other)).isEqualTo(other.metresTo(one));
    }
  }

  private static GeoPoint randomPoint(RandomChoice choice) {
    return GeoPoint.ofSteps(
        choice.between(-900_000_000, 900_000_000), choice.between(-1_800_000_000, 1_800_000_000));
  }
}
