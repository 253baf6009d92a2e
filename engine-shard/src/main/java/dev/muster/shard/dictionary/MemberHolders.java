// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * For each member, the sets that have it: by ascending code, one or two bytes each.
 *
 * <p>One writer; a reader sees at least what was added before the epoch that it has pinned.
 */
final class MemberHolders {

  /** Sets that have one member. */
  private static final class Holders {
    /** As {@link MemberBytes}. Replaced when it grows, before {@code size} says so. */
    private volatile byte[] bytes = new byte[2 * MemberBytes.NUMBER_MAX];

    /** Volatile: read before {@code bytes}, so that the array is at least as long. */
    private volatile int size;

    /** Writer only. */
    private int last = -1;

    void add(int set) {
      byte[] current = bytes;
      int from = size;
      if (from + MemberBytes.NUMBER_MAX > current.length) {
        // By a quarter: what is not used yet is most of what such short lists would waste.
        current = Arrays.copyOf(current, Math.addExact(current.length, current.length / 4 + 8));
        bytes = current;
      }
      int end = MemberBytes.write(current, from, set - last - 1);
      last = set;
      size = end;
    }

    void forEach(IntConsumer sink) {
      int length = size;
      MemberBytes.forEach(bytes, 0, length, sink);
    }
  }

  /** By member; replaced when it grows. */
  private volatile AtomicReferenceArray<@Nullable Holders> holders = new AtomicReferenceArray<>(8);

  /** Notes that {@code set}, which is later than all before, has {@code member}. Writer only. */
  void add(int member, int set) {
    AtomicReferenceArray<@Nullable Holders> current = holders;
    if (member >= current.length()) {
      AtomicReferenceArray<@Nullable Holders> longer =
          new AtomicReferenceArray<>(Math.max(member + 1, current.length() * 2));
      for (int i = 0; i < current.length(); i++) {
        longer.set(i, current.get(i));
      }
      holders = longer;
      current = longer;
    }
    Holders found = current.get(member);
    if (found == null) {
      found = new Holders();
      current.set(member, found);
    }
    found.add(set);
  }

  /** Whether a set has {@code member}. */
  boolean contains(int member) {
    AtomicReferenceArray<@Nullable Holders> current = holders;
    return member < current.length() && current.get(member) != null;
  }

  /** Gives the sets that have {@code member} to {@code sink}, ascending; about 2 ns each. */
  void forEach(int member, IntConsumer sink) {
    AtomicReferenceArray<@Nullable Holders> current = holders;
    Holders found = member < 0 || member >= current.length() ? null : current.get(member);
    if (found != null) {
      found.forEach(sink);
    }
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    long bytes = 0;
    AtomicReferenceArray<@Nullable Holders> current = holders;
    for (int i = 0; i < current.length(); i++) {
      Holders found = current.get(i);
      bytes += found == null ? 4 : 44 + found.bytes.length;
    }
    return bytes;
  }
}
