// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.Arrays;

/**
 * How often each code was met. Small codes, which dictionaries give out first, are counted in an
 * array and all others in a hash table. Confined to one thread.
 */
final class CodeCounts {

  /** Codes below are counted in the array: half a megabyte when all of them occur. */
  private static final int SMALL_CODES = 1 << 16;

  /** Takes what was counted. */
  interface Visitor {
    void count(long code, long count);
  }

  private long[] small = new long[64];
  private final Long2LongOpenHashMap large = new Long2LongOpenHashMap();

  /** Counts {@code code} another {@code count} times; not negative. */
  void add(long code, long count) {
    if (code < 0 || code >= SMALL_CODES) {
      large.addTo(code, count);
      return;
    }
    int index = (int) code;
    if (index >= small.length) {
      small = Arrays.copyOf(small, Math.max(index + 1, Math.min(small.length * 2, SMALL_CODES)));
    }
    small[index] += count;
  }

  /** How often {@code code} was counted. */
  long get(long code) {
    return code < 0 || code >= SMALL_CODES
        ? large.get(code)
        : code < small.length ? small[(int) code] : 0;
  }

  /** Adds everything that {@code other} has counted. */
  void addAll(CodeCounts other) {
    other.forEach(this::add);
  }

  /** Visits every code that was counted, in no order that means anything. */
  void forEach(Visitor visitor) {
    for (int code = 0; code < small.length; code++) {
      if (small[code] > 0) {
        visitor.count(code, small[code]);
      }
    }
    for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(large)) {
      visitor.count(entry.getLongKey(), entry.getLongValue());
    }
  }
}
