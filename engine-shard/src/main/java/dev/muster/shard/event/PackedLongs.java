// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Longs stored as their distance from the least of them, each in as many bits as the greatest
 * distance needs.
 *
 * <p>Width 0, all values equal, takes no space. Width 64 holds any values: distances are unsigned,
 * so a range of more than 63 bits wraps round and back. Immutable.
 */
final class PackedLongs {

  private static final long[] NO_WORDS = {};

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
    int width = width(max - min);
    if (width == 0) {
      return new PackedLongs(min, max, 0, NO_WORDS);
    }
    long[] words = new long[words(count, width) + 1];
    long bit = 0;
    for (int i = 0; i < count; i++, bit += width) {
      long distance = values[i] - min;
      int word = (int) (bit >>> 6);
      int shift = (int) bit & 63;
      words[word] |= distance << shift;
      words[word + 1] |= distance >>> 1 >>> 63 - shift;
    }
    return new PackedLongs(min, max, width, words);
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
    out.writeLongs(words, words(count, width));
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
    if (values.exceeds(count, range)) {
      throw in.damaged(what + " must not exceed the greatest of them, max=" + max);
    }
    return values;
  }

  /** Whether a distance is greater than {@code range}, which a full width leaves no room for. */
  private boolean exceeds(int count, long range) {
    if (range == -1L >>> -width) {
      return false;
    }
    long[] batch = new long[Math.min(count, EventBlock.BATCH_EVENTS)];
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

  /** What the words take. */
  long sizeBytes() {
    return (long) words.length * Long.BYTES;
  }
}
