// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * For each member, the sets that have it: by ascending code, one or two bytes each.
 *
 * <p>Made when it is first asked for, and brought up to date whenever it is asked again: with
 * postings of members, columns do without, and it takes half as much as the sets. The thread that
 * finds it behind goes through the sets that are missing, about 20 ns a set. Nobody waits for it:
 * whoever comes meanwhile goes through them, too, and leaves no trace.
 */
final class MemberHolders {

  /** Sets that have one member. */
  private static final class Holders {
    /** As {@link MemberBytes}. Replaced when it grows, before {@code size} says so. */
    private volatile byte[] bytes = new byte[2 * MemberBytes.NUMBER_MAX];

    /** Volatile: read before {@code bytes}, so that the array is at least as long. */
    private volatile int size;

    /** Guarded by {@code adding}. */
    private int last = -1;

    void add(int set) {
      if (set <= last) {
        // Put in already, by an attempt that ran out of memory half way.
        return;
      }
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

  private final ByteStringTable sets;

  /** Held by the one thread that adds. */
  private final ReentrantLock adding = new ReentrantLock();

  /** By member; replaced when it grows. */
  private volatile AtomicReferenceArray<@Nullable Holders> holders = new AtomicReferenceArray<>(0);

  /** Sets whose members are in; volatile, and written after them. */
  private volatile int known;

  /**
   * Holders among {@code sets}, none of which are looked at yet.
   *
   * @param sets as {@link MemberBytes}
   */
  MemberHolders(ByteStringTable sets) {
    this.sets = sets;
  }

  /**
   * Gives those of the first {@code size} sets that have {@code member} to {@code sink}, in any
   * order, and now and then one twice; about 2 ns each, and see the class. Any thread that got the
   * size from the table.
   */
  void forEach(int member, int size, IntConsumer sink) {
    if (known < size && adding.tryLock()) {
      try {
        addUpTo(size);
      } finally {
        adding.unlock();
      }
    }
    int from = known;
    AtomicReferenceArray<@Nullable Holders> current = holders;
    Holders found = member < current.length() ? current.get(member) : null;
    if (found != null) {
      found.forEach(
          set -> {
            if (set < size) {
              sink.accept(set);
            }
          });
    }
    int[] sought = {member};
    for (int set = from; set < size; set++) {
      if (sets.read(set, sought, MemberBytes::hasAny)) {
        sink.accept(set);
      }
    }
  }

  private void addUpTo(int size) {
    for (int set = known; set < size; set++) {
      int added = set;
      sets.read(set, (IntConsumer) member -> holders(member).add(added), MemberBytes::forEach);
    }
    known = Math.max(known, size);
  }

  private Holders holders(int member) {
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
    return found;
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
