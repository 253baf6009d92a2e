// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.LongTest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How many events, where it does not matter how many more than {@link #COUNT_MAX}: a byte a row.
 *
 * <p>A quarter of the memory of whole numbers is cleared and read, and eight rows are tested at
 * once.
 */
final class SmallCountMeasure extends RowMeasure {

  /** Stands for itself and all greater ones. */
  static final int COUNT_MAX = Byte.MAX_VALUE;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LANES = 0x0101_0101_0101_0101L;

  /** Times this, the lowest bits of the lanes stand together in the highest byte. */
  private static final long GATHERED = 0x0102_0408_1020_4080L;

  private final byte[] counts;

  // Added to a count, they set its highest bit if it is at least the lower bound, or beyond the
  // upper one. Eight times each.
  private final long toLow;
  private final long toBeyond;

  /** For a test that {@link #suits}. */
  SmallCountMeasure(EventScratch scratch, LongTest.Range test) {
    this.counts = scratch.smallCounts();
    this.toLow = (COUNT_MAX + 1 - Math.max(0, test.low())) * LANES;
    this.toBeyond = test.high() < COUNT_MAX ? (COUNT_MAX - test.high()) * LANES : 0;
  }

  /** Whether {@code test} tells apart no counts but small ones, and at least some of them. */
  static boolean suits(LongTest.Range test) {
    boolean ends = test.high() >= 0 && test.high() < COUNT_MAX;
    return test.low() <= COUNT_MAX && (ends || test.low() > 0 && test.high() >= Integer.MAX_VALUE);
  }

  @Override
  public void accept(char[] rows, int from, int count, long[] values, long[] times) {
    for (int i = from, end = from + count; i < end; i++) {
      int row = rows[i];
      int more = counts[row] + 1;
      counts[row] = (byte) (more - (more >>> 7));
    }
  }

  @Override
  long passing(int word, long rows) {
    long passing = 0;
    for (int i = 0; i < 64; i += 8) {
      long eight = (long) EIGHT.get(counts, (word << 6) + i);
      long within = (eight + toLow & ~(eight + toBeyond)) >>> 7 & LANES;
      passing |= (within * GATHERED >>> 56) << i;
    }
    return passing & rows;
  }

  @Override
  void value(int row, MeasuredValue target) {
    throw new IllegalStateException("only small counts were told apart, row=" + row);
  }
}
