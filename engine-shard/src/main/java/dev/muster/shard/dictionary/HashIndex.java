// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Finds the number of a byte string by its hash: five bytes a slot, 75 to 90 % of them taken.
 *
 * <p>The first bits of a hash lead to one of many {@linkplain HashSegment segments}. A segment
 * grows by a fifth, and one of 2,048 slots is split instead, which takes one more bit of the hash
 * (extendible hashing). So no more than a segment is copied at a time, in some hundredths of a
 * millisecond, however large the table is; and slots that wait for strings are few.
 *
 * <p>One writer, any number of readers without locks. A segment that replaces another is filled
 * before it is put in its place, with release; the old one never changes again, so a reader that
 * still has it misses only what was added since it began.
 */
final class HashIndex {

  private static final int SLOTS_MIN = 16;
  private static final int SLOTS_MAX = 1 << 11;

  /** Segments of up to so many slots double; they cost little, and most tables have no larger. */
  private static final int DOUBLING_MAX = 1 << 8;

  /** Entries of a segment that has just been split or made in advance take this part of it. */
  private static final double LOAD_MIN = 0.75;

  private static final VarHandle SEGMENT = MethodHandles.arrayElementVarHandle(HashSegment[].class);

  private final ByteStrings strings;

  /**
   * By the first bits of the hash, of which a segment may know fewer: it is here more than once
   * then. Replaced by the writer when it doubles; elements are replaced with release.
   */
  private volatile HashSegment[] segments = {HashSegment.first(0, 0, SLOTS_MIN)};

  /** Strings in the index. Writer only. */
  private int size;

  /** An index without strings. */
  HashIndex(ByteStrings strings) {
    this.strings = strings;
  }

  /** The first {@code depth} bits. */
  private static int prefix(long hash, int depth) {
    return (int) (hash >>> 1 >>> 63 - depth);
  }

  private static HashSegment segment(HashSegment[] segments, long hash) {
    int depth = Integer.numberOfTrailingZeros(segments.length);
    return (HashSegment) SEGMENT.getAcquire(segments, prefix(hash, depth));
  }

  /** The number of this byte string, or -1. Any thread. */
  int find(byte[] bytes, int offset, int length, long hash) {
    return segment(segments, hash).find(strings, bytes, offset, length, hash);
  }

  /** Adds a string that is not here. Writer only. */
  void add(long hash, int entry) {
    HashSegment segment = segment(segments, hash);
    if (segment.isCrowded() || !segment.takes(entry)) {
      makeRoom(segment, hash);
      segment = segment(segments, hash);
    }
    segment.add(hash, entry);
    size++;
  }

  private void makeRoom(HashSegment full, long hash) {
    int slots = full.slotCount();
    if (!full.isCrowded()) {
      put(full.copy(slots, size), hash);
    } else if (slots >= SLOTS_MAX && full.depth < depthMax() && full.canSplit()) {
      split(full, hash);
    } else {
      int more = slots < DOUBLING_MAX ? slots : slots / 5;
      put(full.copy(Math.addExact(slots, more), size), hash);
    }
  }

  private void split(HashSegment full, long hash) {
    if (1 << full.depth == segments.length) {
      HashSegment[] current = segments;
      HashSegment[] longer = new HashSegment[current.length * 2];
      Arrays.setAll(longer, i -> current[i >>> 1]);
      segments = longer;
    }
    int upper = full.upperCount();
    long bit = Long.MIN_VALUE >>> full.depth;
    put(full.half(0, slotsFor(full.size() - upper), size), hash & ~bit);
    put(full.half(1, slotsFor(upper), size), hash | bit);
  }

  /** Puts a segment into all its places, of which {@code hash} has one. */
  private void put(HashSegment segment, long hash) {
    int depth = Integer.numberOfTrailingZeros(segments.length);
    int places = 1 << depth - segment.depth;
    int first = prefix(hash, segment.depth) * places;
    for (int i = first; i < first + places; i++) {
      SEGMENT.setRelease(segments, i, segment);
    }
  }

  /**
   * Splits beyond this could not be due to the number of strings, but to hashes that somebody made
   * alike; then segments grow.
   */
  private int depthMax() {
    return 3 + Integer.SIZE - Integer.numberOfLeadingZeros(size / SLOTS_MAX);
  }

  private static int slotsFor(int entries) {
    return Math.max(SLOTS_MIN, (int) (entries / LOAD_MIN) + 1);
  }

  /** Makes room for {@code count} strings in an empty index. Writer only. */
  void expect(int count) {
    int depth = 0;
    while (slotsFor(count >>> depth) > SLOTS_MAX) {
      depth++;
    }
    HashSegment[] made = new HashSegment[1 << depth];
    for (int i = 0; i < made.length; i++) {
      made[i] = HashSegment.first(depth, count, slotsFor(count >>> depth));
    }
    segments = made;
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    HashSegment[] current = segments;
    long bytes = 4L * current.length;
    HashSegment before = null;
    for (int i = 0; i < current.length; i++) {
      HashSegment segment = (HashSegment) SEGMENT.getAcquire(current, i);
      // A segment's places are neighbours.
      bytes += segment == before ? 0 : segment.sizeBytes();
      before = segment;
    }
    return bytes;
  }
}
