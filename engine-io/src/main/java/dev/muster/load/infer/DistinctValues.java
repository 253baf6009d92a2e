// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.value.XxHash64;
import java.nio.charset.StandardCharsets;

/**
 * Counts the different values of a field by hashes of 64 bits, as far as there is room: 8 to 16
 * bytes each, however long they are. Confined to one thread.
 */
final class DistinctValues {

  private static final int SLOTS_MIN = 16;

  private final int max;
  private final Room room;

  /** Hashes by their last bits, linearly probed; 0 is an empty slot. At most half are taken. */
  private long[] slots = new long[SLOTS_MIN];

  private int count;
  private boolean repeated;
  private boolean full;

  /** How many hashes may still be kept, by all that share it. */
  static final class Room {

    private int left;

    Room(int left) {
      this.left = left;
    }
  }

  /** For at most {@code max} values. */
  DistinctValues(int max, Room room) {
    this.max = max;
    this.room = room;
  }

  /** Takes the next value; whether it is a new one, which is only told while there is room. */
  boolean add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long found = XxHash64.of(bytes, 0, bytes.length, 0);
    long hash = found == 0 ? 1 : found;
    int slot = slot(slots, hash);
    if (slots[slot] == hash) {
      repeated = true;
      return false;
    }
    if (count == max || room.left == 0) {
      full = true;
      return false;
    }
    slots[slot] = hash;
    count++;
    room.left--;
    if (count > slots.length / 2) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long hash : slots) {
      if (hash != 0) {
        larger[slot(larger, hash)] = hash;
      }
    }
    slots = larger;
  }

  /** Where {@code hash} is, or belongs. */
  private static int slot(long[] slots, long hash) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** How many were told apart. */
  int count() {
    return count;
  }

  /** Whether there are more than were told apart. */
  boolean hasMore() {
    return full;
  }

  /** Whether one came twice, as far as they were told apart. */
  boolean isRepeated() {
    return repeated;
  }
}
