// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedRangeTest {

  static IntStream widths() {
    return IntStream.rangeClosed(0, 64);
  }

  /**
   * Every width, values near each other or far apart, one wanted or many, from anywhere: what is
   * kept is what a plain comparison keeps.
   */
  @ParameterizedTest(name = "width={0}")
  @MethodSource("widths")
  void retain_agreesWithPlainComparisons(int width) {
    Random random = new Random(width);
    for (int round = 0; round < 300; round++) {
      long[] values = values(random, width, 1 + random.nextInt(1_500));
      PackedLongs packed = PackedLongs.of(values, values.length);
      long low = values[random.nextInt(values.length)] + random.nextInt(3) - 1;
      long high = random.nextBoolean() ? low : values[random.nextInt(values.length)];
      int from = random.nextInt(values.length) & (random.nextBoolean() ? -64 : -1);
      int count = Math.min(EventBlock.BATCH_EVENTS, values.length - from);
      long[] mask = new long[BatchMask.WORDS];
      BatchMask.fill(mask, count);
      for (int i = 0; i < count; i++) {
        mask[i >>> 6] &= ~((random.nextInt(4) == 0 ? 1L : 0L) << i);
      }
      mask[random.nextInt(mask.length)] = 0;
      long[] expected = mask.clone();
      for (int i = 0; i < count; i++) {
        boolean within = low <= values[from + i] && values[from + i] <= high;
        expected[i >>> 6] &= ~((within ? 0L : 1L) << i);
      }

      PackedRange.retain(packed, low, high, from, count, mask, new long[EventBlock.BATCH_EVENTS]);

      assertThat(mask).as("round %d", round).isEqualTo(expected);
    }
  }

  /** Of that width, mostly few different ones, so that those wanted are among their neighbours. */
  private static long[] values(Random random, int width, int count) {
    long base = width >= 63 ? Long.MIN_VALUE : random.nextInt(1_000) - 500;
    long greatest = width == 0 ? 0 : -1L >>> 64 - width;
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      long near = random.nextInt(3) & greatest;
      values[i] =
          base
              + switch (random.nextInt(4)) {
                case 0 -> random.nextLong() & greatest;
                case 1 -> greatest - near;
                default -> near;
              };
    }
    return values;
  }
}
