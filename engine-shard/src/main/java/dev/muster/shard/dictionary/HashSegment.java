// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The numbers of the byte strings whose hashes begin with the same bits, in slots that are tried in
 * turn.
 *
 * <p>Of each hash the bits behind those are kept: eight in a byte, and as many as fit in the slot
 * above the number. They decide where a string is looked for first, spare the look at nearly all
 * strings that are not the one, and lead to one half or the other when the segment is split: copies
 * are made without a look at the strings. Numbers take a bit more each time that a table doubles,
 * and its hashes then have one more in common, so there is always enough left.
 *
 * <p>One writer, any number of readers without locks. A slot is written, with release, after its
 * string; a reader that finds it, with acquire, finds the string.
 */
final class HashSegment {

  /** Bits of the numbers of a small table. */
  private static final int ENTRY_BITS_MIN = 12;

  private static final int ENTRY_BITS_MAX = 31;

  /** Bits of a hash that a byte and a slot without a number hold. */
  private static final int BITS = Byte.SIZE + Integer.SIZE;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  /** Bits that all hashes have in common. */
  final int depth;

  /** Low bits of a slot that hold a number plus one; no slot in use is 0. */
  private final int entryBits;

  /** Bits of each hash that are kept, behind those in common; more than a byte. */
  private final int kept;

  private final int[] slots;

  /** The length of {@code slots}, which a look-up would have to wait for. */
  private final int slotCount;

  /** The first bits that are kept. Writer only: no look-up needs them. */
  private final byte[] bytes;

  /** Writer only. */
  private int size;

  private HashSegment(int depth, int entryBits, int kept, int slots) {
    this.depth = depth;
    this.entryBits = entryBits;
    this.kept = Math.min(kept, BITS - entryBits);
    this.slots = new int[slots];
    this.slotCount = slots;
    this.bytes = new byte[slots];
  }

  /** An empty segment of a table of {@code count} strings. */
  static HashSegment first(int depth, int count, int slots) {
    return new HashSegment(depth, entryBits(count), BITS, slots);
  }

  /** Bits that will do until there are twice as many strings. */
  private static int entryBits(int count) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(count + 1);
    return Math.min(ENTRY_BITS_MAX, Math.max(ENTRY_BITS_MIN, bits + 1));
  }

  int slotCount() {
    return slotCount;
  }

  int size() {
    return size;
  }

  /** Beyond nine tenths, a look-up of what is not there tries more than 50 slots. */
  boolean isCrowded() {
    return (size + 1) * 10L > slots.length * 9L;
  }

  /** Whether {@code entry} is small enough. */
  boolean takes(int entry) {
    return entry + 1 >>> entryBits == 0;
  }

  /** The bits of a hash that are kept. */
  private int part(long hash) {
    return (int) (hash << depth >>> Long.SIZE - kept);
  }

  private int home(int part) {
    return (int) (part * (long) slotCount >>> kept);
  }

  /** What a slot has above the number. */
  private int tag(int part) {
    return (part & (1 << kept - Byte.SIZE) - 1) << entryBits;
  }

  /** The number of this byte string, or -1. Any thread. */
  int find(ByteStrings strings, byte[] sought, int offset, int length, long hash) {
    int part = part(hash);
    int tag = tag(part);
    int at = home(part);
    for (int slot = (int) SLOT.getAcquire(slots, at);
        slot != 0;
        slot = (int) SLOT.getAcquire(slots, at)) {
      int entry = (slot ^ tag) - 1;
      if (entry + 1 >>> entryBits == 0 && strings.matches(entry, sought, offset, length)) {
        return entry;
      }
      at = at + 1 == slotCount ? 0 : at + 1;
    }
    return -1;
  }

  /** Adds a number for which there is room. Writer only. */
  void add(long hash, int entry) {
    place(part(hash), entry);
  }

  private void place(int part, int entry) {
    int at = home(part);
    while (slots[at] != 0) {
      at = at + 1 == slotCount ? 0 : at + 1;
    }
    bytes[at] = (byte) (part >>> kept - Byte.SIZE);
    SLOT.setRelease(slots, at, tag(part) | entry + 1);
    size++;
  }

  /** What is kept of the hash at {@code at}. */
  private int partAt(int at) {
    return (bytes[at] & 0xFF) << kept - Byte.SIZE | slots[at] >>> entryBits;
  }

  private int entryAt(int at) {
    return (slots[at] & (1 << entryBits) - 1) - 1;
  }

  /** The same strings in so many slots, in a table of {@code count}. O(slots). */
  HashSegment copy(int slotCount, int count) {
    HashSegment copy = new HashSegment(depth, entryBits(count), kept, slotCount);
    for (int at = 0; at < slots.length; at++) {
      if (slots[at] != 0) {
        copy.place(partAt(at) >>> kept - copy.kept, entryAt(at));
      }
    }
    return copy;
  }

  /** Whether enough of the hashes would be left for the halves. */
  boolean canSplit() {
    return kept > Byte.SIZE + 1;
  }

  /** Strings whose next bit is 1. O(slots). */
  int upperCount() {
    int count = 0;
    for (byte first : bytes) {
      count += first >>> Integer.SIZE - 1;
    }
    return count;
  }

  /** The strings whose next bit is {@code bit}, in so many slots. O(slots). */
  HashSegment half(int bit, int slotCount, int count) {
    HashSegment half = new HashSegment(depth + 1, entryBits(count), kept - 1, slotCount);
    int rest = (1 << kept - 1) - 1;
    for (int at = 0; at < slots.length; at++) {
      if (slots[at] != 0 && partAt(at) >>> kept - 1 == bit) {
        half.place((partAt(at) & rest) >>> kept - 1 - half.kept, entryAt(at));
      }
    }
    return half;
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    return 72 + 5L * slots.length;
  }
}
