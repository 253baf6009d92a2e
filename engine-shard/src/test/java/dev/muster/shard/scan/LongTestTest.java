// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongTestTest {

  @Test
  void range_includesItsBounds() {
    LongTest range = new LongTest.Range(-2, 3);

    assertThat(range.test(-3)).isFalse();
    assertThat(range.test(-2)).isTrue();
    assertThat(range.test(3)).isTrue();
    assertThat(range.test(4)).isFalse();
    assertThat(new LongTest.Range(3, -2).test(0)).isFalse();
  }

  @Test
  void alwaysAndNever_areWhatTheySay() {
    for (long value : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
      assertThat(LongTest.Range.ALWAYS.test(value)).isTrue();
      assertThat(LongTest.Range.NEVER.test(value)).isFalse();
    }
  }

  @Test
  void codes_endWithTheirBits() {
    LongTest codes = new LongTest.Codes(new long[] {1L << 5, 1L});

    assertThat(codes.test(5)).isTrue();
    assertThat(codes.test(64)).isTrue();
    assertThat(codes.test(4)).isFalse();
    assertThat(codes.test(128)).isFalse();
    assertThat(codes.test(Integer.MAX_VALUE)).isFalse();
  }

  @Test
  void oneValue_isARange() {
    assertThat(LongTest.Values.of(7)).isEqualTo(new LongTest.Range(7, 7));
    assertThat(LongTest.Values.of(7, 7, 9).test(9)).isTrue();
    assertThat(LongTest.Values.of(7, 9).test(8)).isFalse();
  }

  @Test
  void withinRadius_includesItsEdge() {
    GeoPoint centre = new GeoPoint(52.2297, 21.0122);
    GeoPoint point = new GeoPoint(50.0647, 19.945);
    long code = ValueCode.encode(ValueType.GEO_POINT, point);
    double metres = centre.metresTo(point);

    assertThat(new LongTest.WithinRadius(centre, metres).test(code)).isTrue();
    assertThat(new LongTest.WithinRadius(centre, Math.nextDown(metres)).test(code)).isFalse();
  }

  /** Half of a cell that is being written may be no point. */
  @Test
  void withinRadius_passesNoCodeThatIsNoPoint() {
    LongTest everywhere = new LongTest.WithinRadius(new GeoPoint(0, 0), 1e9);
    long degree = GeoPoint.STEPS_PER_DEGREE;

    assertThat(everywhere.test(90 * degree << 32)).isTrue();
    assertThat(everywhere.test(90 * degree + 1 << 32)).isFalse();
    assertThat(everywhere.test(180 * degree)).isTrue();
    assertThat(everywhere.test(180 * degree + 1)).isFalse();
    assertThat(everywhere.test(Long.MIN_VALUE)).isFalse();
    assertThat(everywhere.test(-1L >>> 32 & 1L << 31)).isFalse();
  }

  @Test
  void withinBox_includesItsEdges() {
    LongTest box = box(10, 20, 30, 40);

    assertThat(List.of(passes(box, 10, 20), passes(box, 30, 40), passes(box, 10, 40)))
        .containsOnly(true);
    assertThat(
            List.of(
                passes(box, 9.9999999, 30),
                passes(box, 30.0000001, 30),
                passes(box, 20, 19.9999999),
                passes(box, 20, 40.0000001)))
        .containsOnly(false);
  }

  @Test
  void withinBox_goesEastFromItsWest() {
    LongTest acrossTheAntimeridian = box(-10, 170, 10, -170);

    assertThat(passes(acrossTheAntimeridian, 0, 175)).isTrue();
    assertThat(passes(acrossTheAntimeridian, 0, -175)).isTrue();
    assertThat(passes(acrossTheAntimeridian, 0, 0)).isFalse();
    assertThat(passes(box(-10, -170, 10, 170), 0, 0)).isTrue();
    assertThat(passes(box(-10, -170, 10, 170), 0, 180)).isFalse();
  }

  /** The antimeridian is one line with two names, as a point and as an edge. */
  @Test
  void withinBox_knowsTheAntimeridianByBothNames() {
    for (double longitude : new double[] {-180, 180}) {
      for (double edge : new double[] {-180, 180}) {
        assertThat(passes(box(0, 170, 1, edge), 0, longitude)).isTrue();
        assertThat(passes(box(0, edge, 1, -170), 0, longitude)).isTrue();
        assertThat(passes(box(0, edge, 1, edge), 0, longitude)).isTrue();
        assertThat(passes(box(0, edge, 1, edge), 0, 0)).isFalse();
      }
      assertThat(passes(box(0, -180, 1, 180), 0, longitude)).isTrue();
      assertThat(passes(box(0, 180, 1, -180), 0, longitude)).isTrue();
    }
    assertThat(passes(box(0, -180, 1, 180), 0, 77)).isTrue();
    assertThat(passes(box(0, 180, 1, -180), 0, 77)).isFalse();
  }

  private static LongTest box(double south, double west, double north, double east) {
    return LongTest.WithinBox.of(new GeoPoint(south, west), new GeoPoint(north, east));
  }

  private static boolean passes(LongTest test, double latitude, double longitude) {
    return test.test(ValueCode.encode(ValueType.GEO_POINT, new GeoPoint(latitude, longitude)));
  }

  /** Testing many at once keeps just those that pass one by one. */
  @SeededTest(count = 100)
  void retain_agreesWithTest(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int count = choice.of(List.of(0, 1, 63, 64, 65, 1_000));
    boolean codes = choice.chance(30);
    long[] values = new long[1_000];
    Arrays.setAll(
        values,
        i ->
            codes
                ? choice.below(200)
                : choice.of(
                    List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE, (long) choice.below(9))));
    LongTest test = codes ? new LongTest.Codes(new long[] {-5L, 77L}) : random(choice);
    test = choice.chance(40) ? new LongTest.Negation(test) : test;
    long[] mask = new long[16];
    for (int i = 0; i < count; i++) {
      if (choice.chance(70)) {
        mask[i >>> 6] |= 1L << i;
      }
    }
    long[] expected = mask.clone();
    for (int i = 0; i < count; i++) {
      if (!test.test(values[i])) {
        expected[i >>> 6] &= ~(1L << i);
      }
    }

    test.retain(values, mask, count);

    assertThat(mask).as(test.toString()).isEqualTo(expected);
  }

  private static LongTest random(RandomChoice choice) {
    long low = choice.of(List.of(Long.MIN_VALUE, -1L, 0L, 3L, Long.MAX_VALUE));
    long high = choice.of(List.of(Long.MIN_VALUE, -1L, 0L, 5L, Long.MAX_VALUE));
    return choice.chance(70) ? new LongTest.Range(low, high) : LongTest.Values.of(low, high, 2);
  }
}
