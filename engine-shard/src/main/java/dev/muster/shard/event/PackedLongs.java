// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Longs stored as their distance from the least of them, each in as many bits as the greatest
 * distance needs, or in 8 or 16 if few more.
 *
 * <p>Width 0, all values equal, takes no space. Width 64 holds any values: distances are unsigned,
 * so a range of more than 63 bits wraps round and back. Widths of 8 and 16 divide a word: values
 * are then taken out without asking where they begin, and {@link PackedRange} compares several at
 * once. Files hold as many bits as are needed. Immutable.
 */
final class PackedLongs {

  private static final long[] NO_WORDS = {};

  // Widths from which on whole lanes are taken: 3 bits of 8, or 5 of 16, are wasted at most.
  private static final int BYTE_WIDTH_MIN = 5;
  private static final int CHAR_WIDTH_MIN = 11;

  private final long min;
  private final long max;
  private final int width;

  /** Value {@code i} starts at bit {@code i * width}; one word more than needed. */
  private final long[] words;

  private PackedLongs(long min, long max, int width, long[] words) {
    this.min = min;
    this.max = max;
    this.width = width;
    this.words = words;
  }

  /** The first {@code count} of {@code values}. O(count). */
  static PackedLongs of(long[] values, int count) {
    assert count > 0 : count;
    long min = values[0];
    long max = values[0];
    for (int i = 1; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = laneWidth(width(max - min));
    if (width == 0) {
      return new PackedLongs(min, max, 0, NO_WORDS);
    }
    long[] words = new long[words(count, width) + 1];
    pack(values, count, min, width, words, 0);
    return new PackedLongs(min, max, width, words);
  }

  /**
   * Puts the first {@code count} of {@code values} into {@code words}, from value {@code at} on.
   */
  private static void pack(long[] values, int count, long min, int width, long[] words, int at) {
    long bit = (long) at * width;
    for (int i = 0; i < count; i++, bit += width) {
      long distance = values[i] - min;
      int word = (int) (bit >>> 6);
      int shift = (int) bit & 63;
      words[word] |= distance << shift;
      words[word + 1] |= distance >>> 1 >>> 63 - shift;
    }
  }

  /** The words of the {@code count} values if each is given {@code other} bits. */
  private long[] words(int count, int other, long[] batch) {
    long[] repacked = new long[words(count, other) + 1];
    for (int from = 0; from < count; from += batch.length) {
      int size = Math.min(batch.length, count - from);
      unpack(from, size, batch, 0);
      pack(batch, size, min, other, repacked, from);
    }
    return repacked;
  }

  /** Bits that values of {@code width} bits are given in memory. */
  private static int laneWidth(int width) {
    if (width >= BYTE_WIDTH_MIN && width <= Byte.SIZE) {
      return Byte.SIZE;
    }
    return width >= CHAR_WIDTH_MIN && width <= Character.SIZE ? Character.SIZE : width;
  }

  /** Bits that any distance in [0, {@code range}] fits in. */
  private static int width(long range) {
    return Long.SIZE - Long.numberOfLeadingZeros(range);
  }

  /**
   * Words that values begin in. One more is kept: it lets a reader fetch two words always, without
   * asking whether a value straddles.
   */
  private static int words(int count, int width) {
    return Math.toIntExact((long) count * width + 63 >>> 6);
  }

  /** Writes the values, of which there are {@code count}, without their count. */
  void write(int count, BlockOutput out) throws IOException {
    out.writeSigned(min);
    out.writeVarint(max - min);
    int needed = width(max - min);
    long[] written =
        needed == width ? words : words(count, needed, new long[EventBlock.BATCH_EVENTS]);
    out.writeLongs(written, words(count, needed));
  }

  /** Reads {@code count} values, which lie between their bounds. O(count). */
  static PackedLongs read(int count, BlockInput in, String what) throws IOException {
    long min = in.readSigned();
    long range = in.readVarint();
    long max = min + range;
    if (max < min) {
      throw in.damaged("the greatest of " + what + " must fit in 64 bits");
    }
    int width = width(range);
    if (width == 0) {
      return new PackedLongs(min, max, 0, NO_WORDS);
    }
    int length = words(count, width);
    if ((long) length * Long.BYTES > in.remaining()) {
      throw in.damaged(what + " must fit in what is left, words=" + length);
    }
    long[] words = new long[length + 1];
    in.readLongs(words, length);
    PackedLongs values = new PackedLongs(min, max, width, words);
    long[] batch = new long[Math.min(count, EventBlock.BATCH_EVENTS)];
    if (values.exceeds(count, range, batch)) {
      throw in.damaged(what + " must not exceed the greatest of them, max=" + max);
    }
    int lanes = laneWidth(width);
    return lanes == width
        ? values
        : new PackedLongs(min, max, lanes, values.words(count, lanes, batch));
  }

  /** Whether a distance is greater than {@code range}, which a full width leaves no room for. */
  private boolean exceeds(int count, long range, long[] batch) {
    if (range == -1L >>> -width) {
      return false;
    }
    for (int from = 0; from < count; from += batch.length) {
      int size = Math.min(batch.length, count - from);
      unpack(from, size, batch, 0);
      long beyond = 0;
      for (int i = 0; i < size; i++) {
        // Unsigned; negative if the distance is the greater one.
        long distance = batch[i] - min;
        beyond |= (~range & distance) | (~(range ^ distance) & (range - distance));
      }
      if (beyond < 0) {
        return true;
      }
    }
    return false;
  }

  /** Value {@code index}. */
  long get(int index) {
    if (width == 0) {
      return min;
    }
    long bit = (long) index * width;
    int word = (int) (bit >>> 6);
    int shift = (int) bit & 63;
    return min + ((words[word] >>> shift | words[word + 1] << 1 << 63 - shift) & -1L >>> -width);
  }

  /** Puts the values {@code from .. from + count} into {@code target} from {@code at} on. */
  void unpack(int from, int count, long[] target, int at) {
    if (width == 0) {
      Arrays.fill(target, at, at + count, min);
      return;
    }
    if (width == Character.SIZE && (from & 3) == 0) {
      unpackChars(from, count, target, at);
      return;
    }
    // In locals, so that the stores into target do not make the JIT read the fields again.
    long[] source = words;
    long base = min;
    long mask = -1L >>> -width;
    int step = width;
    long bit = (long) from * step;
    for (int i = at, end = at + count; i < end; i++, bit += step) {
      int word = (int) (bit >>> 6);
      int shift = (int) bit & 63;
      target[i] = base + ((source[word] >>> shift | source[word + 1] << 1 << 63 - shift) & mask);
    }
  }

  private void unpackChars(int from, int count, long[] target, int at) {
    long[] source = words;
    long base = min;
    int next = at;
    int word = from >>> 2;
    for (int end = at + (count & -4); next < end; next += 4, word++) {
      long four = source[word];
      target[next] = base + (four & 0xffff);
      target[next + 1] = base + (four >>> 16 & 0xffff);
      target[next + 2] = base + (four >>> 32 & 0xffff);
      target[next + 3] = base + (four >>> 48);
    }
    long rest = source[word];
    for (int end = at + count; next < end; next++, rest >>>= Character.SIZE) {
      target[next] = base + (rest & 0xffff);
    }
  }

  /**
   * Adds value {@code i} to element {@code keys[i]} of {@code sums}, for the first {@code count}
   * values. Sums wrap.
   */
  void addByKey(char[] keys, int count, int[] sums) {
    long[] source = words;
    int base = (int) min;
    if (width == Character.SIZE) {
      int i = 0;
      for (int end = count & -4; i < end; i += 4) {
        long four = source[i >>> 2];
        sums[keys[i]] += base + (int) (four & 0xffff);
        sums[keys[i + 1]] += base + (int) (four >>> 16 & 0xffff);
        sums[keys[i + 2]] += base + (int) (four >>> 32 & 0xffff);
        sums[keys[i + 3]] += base + (int) (four >>> 48);
      }
      for (; i < count; i++) {
        sums[keys[i]] += (int) get(i);
      }
    } else if (width == 0) {
      for (int i = 0; i < count; i++) {
        sums[keys[i]] += base;
      }
    } else {
      long mask = -1L >>> -width;
      int step = width;
      long bit = 0;
      for (int i = 0; i < count; i++, bit += step) {
        int word = (int) (bit >>> 6);
        int shift = (int) bit & 63;
        long distance = (source[word] >>> shift | source[word + 1] << 1 << 63 - shift) & mask;
        sums[keys[i]] += base + (int) distance;
      }
    }
  }

  /** No less than the sum of the magnitudes of the {@code count} values. O(count). */
  double magnitude(int count, long[] batch) {
    double sum = 0;
    for (int from = 0; from < count; from += batch.length) {
      int size = Math.min(batch.length, count - from);
      unpack(from, size, batch, 0);
      for (int i = 0; i < size; i++) {
        sum += Math.abs((double) batch[i]);
      }
    }
    return sum;
  }

  /** The least value. */
  long min() {
    return min;
  }

  /** The greatest value. */
  long max() {
    return max;
  }

  /** Bits a value takes, in [0, 64]. */
  int width() {
    return width;
  }

  /** Value {@code i} less the least one starts at bit {@code i * width}. Never to be written to. */
  long[] words() {
    return words;
  }

  /** What the words take. */
  long sizeBytes() {
    return (long) words.length * Long.BYTES;
  }
}
