// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import org.jspecify.annotations.Nullable;

/**
 * One property of a run: packed codes, and which events have it. Immutable.
 *
 * <p>Events without the property are given the least code there is, so that the index of an event
 * is the index of its value; a constant or thin property still costs few bits.
 */
final class RunColumn {

  /** Event i in bit i; one spare word; null if every event has the property. */
  private final long @Nullable [] presence;

  private final PackedLongs values;

  private RunColumn(long @Nullable [] presence, PackedLongs values) {
    this.presence = presence;
    this.values = values;
  }

  /**
   * The property of the {@code count} events of {@code tail} that {@code order} lists from {@code
   * from} on, or null if none of them has it.
   */
  static @Nullable RunColumn of(EventTail tail, int property, int[] order, int from, int count) {
    long[] source = tail.columns[property];
    long[] codes = new long[count];
    long[] presence = new long[(count + 63 >>> 6) + 1];
    int present = 0;
    long min = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      int event = order[from + i];
      if ((tail.presence[event] >>> property & 1L) != 0) {
        presence[i >>> 6] |= 1L << i;
        codes[i] = source[event];
        min = Math.min(min, codes[i]);
        present++;
      }
    }
    if (present == 0) {
      return null;
    }
    if (present == count) {
      return new RunColumn(null, PackedLongs.of(codes, count));
    }
    for (int i = 0; i < count; i++) {
      if ((presence[i >>> 6] >>> i & 1L) == 0) {
        codes[i] = min;
      }
    }
    return new RunColumn(presence, PackedLongs.of(codes, count));
  }

  PackedLongs values() {
    return values;
  }

  boolean has(int index) {
    return presence == null || (presence[index >>> 6] >>> index & 1L) != 0;
  }

  /** Whether every event has the property. */
  boolean isComplete() {
    return presence == null;
  }

  void retainPresent(int from, int count, long[] mask) {
    if (presence != null) {
      BatchMask.retainBits(mask, presence, from, count);
    }
  }

  long sizeBytes() {
    return values.sizeBytes() + (presence == null ? 0 : (long) presence.length * Long.BYTES);
  }
}
