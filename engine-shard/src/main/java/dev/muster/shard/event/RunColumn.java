// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One property of a run: packed codes, and which events have it. Immutable.
 *
 * <p>Events without the property are given the least code there is, so that the index of an event
 * is the index of its value; a constant or thin property still costs few bits.
 */
final class RunColumn {

  // What stands before a column that is written.
  private static final int ABSENT = 0;
  private static final int COMPLETE = 1;
  private static final int PARTIAL = 2;

  /** Event i in bit i; one spare word; null if every event has the property. */
  private final long @Nullable [] presence;

  private final PackedLongs values;
  private final double magnitude;

  /** Null if there are too few events or codes, or too many. */
  private final @Nullable CodePostings postings;

  private RunColumn(long @Nullable [] presence, PackedLongs values, int count) {
    this.presence = presence;
    this.values = values;
    this.magnitude = values.magnitude(count, new long[Math.min(count, EventBlock.BATCH_EVENTS)]);
    this.postings = CodePostings.of(values, presence, count);
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
      return new RunColumn(null, PackedLongs.of(codes, count), count);
    }
    for (int i = 0; i < count; i++) {
      if ((presence[i >>> 6] >>> i & 1L) == 0) {
        codes[i] = min;
      }
    }
    return new RunColumn(presence, PackedLongs.of(codes, count), count);
  }

  /** Writes {@code column}, of {@code count} events. */
  static void write(@Nullable RunColumn column, int count, BlockOutput out) throws IOException {
    if (column == null) {
      out.writeByte(ABSENT);
      return;
    }
    if (column.presence == null) {
      out.writeByte(COMPLETE);
    } else {
      out.writeByte(PARTIAL);
      out.writeLongs(column.presence, count + 63 >>> 6);
    }
    column.values.write(count, out);
  }

  /** Reads a column of {@code count} events, or null if none of them has the property. */
  static @Nullable RunColumn read(int count, BlockInput in) throws IOException {
    int form = in.readByte();
    return switch (form) {
      case ABSENT -> null;
      case COMPLETE -> new RunColumn(null, PackedLongs.read(count, in, "codes"), count);
      case PARTIAL ->
          new RunColumn(readPresence(count, in), PackedLongs.read(count, in, "codes"), count);
      default -> throw in.damaged("a column must begin with 0, 1 or 2, found " + form);
    };
  }

  private static long[] readPresence(int count, BlockInput in) throws IOException {
    int words = count + 63 >>> 6;
    if ((long) words * Long.BYTES > in.remaining()) {
      throw in.damaged("presence must fit in what is left, words=" + words);
    }
    long[] presence = new long[words + 1];
    in.readLongs(presence, words);
    int present = 0;
    for (long word : presence) {
      present += Long.bitCount(word);
    }
    if ((presence[words - 1] & ~(-1L >>> -count)) != 0) {
      throw in.damaged("no event beyond the last may be present, events=" + count);
    }
    if (present == 0 || present == count) {
      throw in.damaged("some events must be present and some not, present=" + present);
    }
    return presence;
  }

  PackedLongs values() {
    return values;
  }

  /** The events by their codes, or null if that is not worth it. */
  @Nullable CodePostings postings() {
    return postings;
  }

  boolean has(int index) {
    return presence == null || (presence[index >>> 6] >>> index & 1L) != 0;
  }

  /** Whether every event has the property. */
  boolean isComplete() {
    return presence == null;
  }

  /** About the sum of the magnitudes of the codes, those given to events without one included. */
  double magnitude() {
    return magnitude;
  }

  void retainPresent(int from, int count, long[] mask) {
    if (presence != null) {
      BatchMask.retainBits(mask, presence, from, count);
    }
  }

  long sizeBytes() {
    return values.sizeBytes()
        + (presence == null ? 0 : (long) presence.length * Long.BYTES)
        + (postings == null ? 0 : postings.sizeBytes());
  }
}
