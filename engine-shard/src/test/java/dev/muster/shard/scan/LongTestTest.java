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
