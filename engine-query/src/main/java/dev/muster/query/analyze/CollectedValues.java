// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.shard.scan.WideLong;
import it.unimi.dsi.fastutil.Arrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Values of 128 bits, one after the other: 8 bytes each as long as all of them fit in 64 bits, and
 * 16 from the first on that does not. Up to half as much again is room to grow. Confined to one
 * thread.
 */
final class CollectedValues {

  private final LongArrayList lows = new LongArrayList();

  /** Null while all values fit in 64 bits. */
  private @Nullable LongArrayList highs;

  /** Adds a value at the end. */
  void add(long high, long low) {
    LongArrayList wide = highs;
    if (wide == null && !WideLong.isNarrow(high, low)) {
      wide = widened();
    }
    lows.add(low);
    if (wide != null) {
      wide.add(high);
    }
  }

  private LongArrayList widened() {
    LongArrayList wide = new LongArrayList(lows.size() + 1);
    for (int i = 0; i < lows.size(); i++) {
      wide.add(lows.getLong(i) >> 63);
    }
    highs = wide;
    return wide;
  }

  /** Adds all values of {@code other} at the end, in their order. */
  void addAll(CollectedValues other) {
    lows.ensureCapacity(lows.size() + other.size());
    for (int i = 0; i < other.size(); i++) {
      add(other.high(i), other.low(i));
    }
  }

  /** How many. */
  int size() {
    return lows.size();
  }

  /** The upper half of value {@code i}. */
  long high(int i) {
    return highs == null ? lows.getLong(i) >> 63 : highs.getLong(i);
  }

  /** The lower half of value {@code i}. */
  long low(int i) {
    return lows.getLong(i);
  }

  /** The same values in ascending order. O(n log n). */
  void sort() {
    LongArrayList wide = highs;
    if (wide == null) {
      java.util.Arrays.sort(lows.elements(), 0, lows.size());
    } else {
      Arrays.quickSort(
          0,
          size(),
          (one, other) -> WideLong.compare(high(one), low(one), high(other), low(other)),
          (one, other) -> {
            swap(lows, one, other);
            swap(wide, one, other);
          });
    }
  }

  private static void swap(LongArrayList list, int one, int other) {
    long value = list.getLong(one);
    list.set(one, list.getLong(other));
    list.set(other, value);
  }
}
