// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedLongsTest {

  @Test
  void constant_takesNoSpace() {
    PackedLongs packed = PackedLongs.of(new long[] {-7, -7, -7}, 3);

    assertThat(packed.width()).isZero();
    assertThat(packed.sizeBytes()).isZero();
    assertThat(packed.get(2)).isEqualTo(-7);
  }

  static IntStream widths() {
    return IntStream.rangeClosed(0, 64);
  }

  /** Every width, from any base, read one by one and in blocks from anywhere. */
  @ParameterizedTest(name = "width={0}")
  @MethodSource("widths")
  void unpack_returnsWhatWasPacked(int width) {
    Random random = new Random(width);
    for (int count : new int[] {1, 2, 63, 64, 65, 1_000}) {
      long base = width == 64 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
      base = Math.min(base, width == 64 ? base : Long.MAX_VALUE - (-1L >>> 1));
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = base + (width == 0 ? 0 : random.nextLong() >>> 64 - width);
      }
      values[0] = base;
      values[count - 1] = base + (width == 0 ? 0 : -1L >>> 64 - width);

      PackedLongs packed = PackedLongs.of(values, count);

      int from = random.nextInt(count);
      int size = random.nextInt(count - from + 1);
      long[] target = new long[size + 5];
      packed.unpack(from, size, target, 3);
      assertThat(packed.width()).isLessThanOrEqualTo(laneWidth(width));
      assertThat(Arrays.copyOfRange(target, 3, size + 3))
          .isEqualTo(Arrays.copyOfRange(values, from, from + size));
      assertThat(target[size + 3]).isZero();
      assertThat(IntStream.range(0, count).mapToLong(packed::get).toArray()).isEqualTo(values);
      assertThat(packed.min()).isEqualTo(Arrays.stream(values).min().getAsLong());
      assertThat(packed.max()).isEqualTo(Arrays.stream(values).max().getAsLong());
    }
  }

  /** Widths that are near those of a byte or a character take as much as these. */
  private static int laneWidth(int width) {
    return width >= 5 && width <= 8 ? 8 : width >= 11 && width <= 16 ? 16 : width;
  }

  /** Every width; in sums of 32 bits, which wrap as those expected here do. */
  @ParameterizedTest(name = "width={0}")
  @MethodSource("widths")
  void addByKey_addsEachValueToItsSum(int width) {
    Random random = new Random(width);
    for (int count : new int[] {1, 3, 4, 5, 64, 1_001}) {
      long[] values = new long[count];
      char[] keys = new char[count];
      int[] expected = new int[10];
      for (int i = 0; i < count; i++) {
        values[i] = -700 + (width == 0 ? 0 : random.nextLong() >>> 64 - width);
        keys[i] = (char) random.nextInt(10);
        expected[keys[i]] += (int) values[i];
      }

      int[] sums = new int[10];
      PackedLongs.of(values, count).addByKey(keys, count, sums);

      assertThat(sums).isEqualTo(expected);
    }
  }

  @Test
  void magnitude_addsUpWithoutSigns() {
    PackedLongs packed = PackedLongs.of(new long[] {-5, 0, 7}, 3);

    assertThat(packed.magnitude(3, new long[2])).isEqualTo(12);
  }

  @Test
  void range_mayBeTheWholeOf64Bits() {
    long[] values = {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1};

    PackedLongs packed = PackedLongs.of(values, 5);

    long[] target = new long[5];
    packed.unpack(0, 5, target, 0);
    assertThat(packed.width()).isEqualTo(64);
    assertThat(target).isEqualTo(values);
  }
}
